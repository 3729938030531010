import { useSignal } from '@preact/signals';
import { ask } from '../../net/http.ts';
import { type Language, language, text } from '../../text/text.ts';
import './shortNotice.css';

/** The first layer of the notice, as the running server writes it. */
type ShortNotice = { readonly sentences: readonly string[]; readonly links: readonly { label: string; href: string }[] };

const fetchNotice = async (wanted: Language): Promise<ShortNotice | null> => {
  const answer = await ask<ShortNotice>('GET', `/api/notice?lang=${wanted}`);
  return answer.ok ? answer.value : null;
};

/** What becomes of one's data in this class: a few sentences, and the way to the whole notice. */
export function ShortNoticeView() {
  const t = text.value.preflight;
  const notice = useSignal<ShortNotice | null>(null);
  const whole = [{ label: t.wholeNotice, href: `/notice?lang=${language.value}` }];
  const opened = async (open: boolean) => {
    if (open) notice.value = await fetchNotice(language.value);
  };
  return (
    <details onToggle={(event) => void opened(event.currentTarget.open)}>
      <summary>{t.privacy}</summary>
      <ul class="notice-short">
        {(notice.value?.sentences ?? [t.privacyShort]).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="notice-links">
        {(notice.value?.links ?? whole).map(({ label, href }) => (
          <a key={href} href={href} target="_blank" rel="noreferrer">
            {label} {text.value.pages.newTab}
          </a>
        ))}
      </p>
    </details>
  );
}
