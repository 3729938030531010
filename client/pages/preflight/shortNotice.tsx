import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../../net/http.ts';
import { type Language, language, text } from '../../text/text.ts';
import './shortNotice.css';

/** The first layer of the notice, as the running server writes it. */
type ShortNotice = {
  readonly first: readonly string[];
  readonly links: readonly { label: string; href: string }[];
};

const fetchNotice = async (wanted: Language): Promise<ShortNotice | null> => {
  const answer = await ask<ShortNotice>('GET', `/api/notice/first?lang=${wanted}`);
  return answer.ok ? answer.value : null;
};

/** What becomes of one's data in this class, in view before one enters, and the way to the whole notice. */
export function ShortNoticeView() {
  const t = text.value.preflight;
  const shown = language.value;
  const notice = useSignal<ShortNotice | null>(null);
  const whole = [{ label: t.wholeNotice, href: `/notice?lang=${shown}` }];
  useEffect(() => {
    let current = true;
    void fetchNotice(shown).then((answer) => {
      if (current) notice.value = answer;
    });
    return () => void (current = false);
  }, [shown]);
  return (
    <section class="notice" aria-labelledby="notice-title">
      <h2 id="notice-title">{t.privacy}</h2>
      {(notice.value?.first ?? [t.privacyShort]).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="notice-links">
        {(notice.value?.links ?? whole).map(({ label, href }) => (
          <a key={href} href={href} target="_blank" rel="noreferrer">
            {label} {text.value.pages.newTab}
          </a>
        ))}
      </p>
    </section>
  );
}
