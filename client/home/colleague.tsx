import { useSignal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { ask } from '../call/http.ts';
import { language, text } from '../text/text.ts';
import { CopyField } from '../view/parts/copyField.tsx';

type Link = { readonly url: string; readonly expiresAt: number };

/** Makes a one-time link: for another host, or for another device of the same one. */
export function Colleague() {
  const t = text.value.pages.colleague;
  const link = useSignal<Link | null>(null);
  const refused = useSignal<RefusalCode | null>(null);
  const make = async (ownDevice: boolean) => {
    const answer = await ask<{ token: string; expiresAt: number }>('POST', '/api/invitations', { ownDevice });
    refused.value = answer.ok ? null : answer.code;
    if (answer.ok) link.value = { url: `${location.origin}/#invite.${answer.value.token}`, expiresAt: answer.value.expiresAt };
  };
  const until = (at: number) => new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short' }).format(at);
  return (
    <section class="card">
      <h2>{t.title}</h2>
      <p>{t.detail}</p>
      {link.value ? (
        <>
          <CopyField label={t.link} value={link.value.url} />
          <p class="hint">{t.until(until(link.value.expiresAt))}</p>
        </>
      ) : (
        <div class="actions">
          <button type="button" onClick={() => void make(false)}>
            {t.forColleague}
          </button>
          <button type="button" onClick={() => void make(true)}>
            {t.forMe}
          </button>
        </div>
      )}
      {refused.value && (
        <p class="error" role="alert">
          {text.value.codes.refusal[refused.value]}
        </p>
      )}
    </section>
  );
}
