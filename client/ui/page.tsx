import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { chooseLanguage, type Language, language, languages, text } from '../text/text.ts';
import { Icon } from './icon.tsx';
import './page.css';

const languageNames: Record<Language, string> = { fr: 'Français', en: 'English' };

/** A page outside the class: name above, content, footer. `title` is the browser tab's. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  const t = text.value.pages;
  useEffect(() => {
    document.title = title === t.name ? t.name : `${title} – ${t.name}`;
  }, [title, t]);
  return (
    <div class="page">
      <a class="skip" href="#content" onClick={skipToContent}>
        {t.skip}
      </a>
      <header class="page-head">
        <a class="brand" href="/">
          <Icon name="board" />
          {t.name}
        </a>
      </header>
      <main id="content" class="page-main" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </div>
  );
}

/** The fragment holds the class's secret: the skip link must not replace it. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function Footer() {
  const t = text.value.pages.footer;
  return (
    <footer class="page-foot">
      <nav aria-label={t.label}>
        <a href={`/notice?lang=${language.value}`}>{t.notice}</a>
        <a href={`/accessibilite?lang=${language.value}`}>{t.accessibility}</a>
      </nav>
      <div class="languages" role="group" aria-label={t.language}>
        {languages.map((key) => (
          <button
            type="button"
            class="quiet"
            lang={key}
            aria-pressed={language.value === key}
            onClick={() => void chooseLanguage(key)}
          >
            {languageNames[key]}
          </button>
        ))}
      </div>
    </footer>
  );
}

/** One message that fills the page; focus moves to its title so that a screen reader says it. */
export function Message(props: { title: string; detail?: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [props.title]);
  return (
    <section class="message">
      <h1 ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.detail && <p>{props.detail}</p>}
      {props.children && <div class="actions">{props.children}</div>}
    </section>
  );
}
