import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { OwnInvitation } from '#protocol/access.ts';
import type { RefusalCode } from '#protocol/codes.ts';
import { ask } from '../../../net/http.ts';
import { language, text } from '../../../text/text.ts';
import { CopyField } from '../../../ui/copyField.tsx';
import { access, refreshAccess, withdrawInvitation } from './access.ts';
import { homeWords } from '../text.ts';

type Link = { readonly url: string; readonly expiresAt: number };

const momentOf = (at: number): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short' }).format(at);

/** Makes a one-time link: for another host, or for another device of the same one. */
export function Colleague() {
  const t = homeWords().colleague;
  const link = useSignal<Link | null>(null);
  const refused = useSignal<RefusalCode | null>(null);
  const busy = useSignal(false);
  const make = async (ownDevice: boolean) => {
    // Pressed twice, it makes one link.
    if (busy.value) return;
    busy.value = true;
    const answer = await ask<{ token: string; expiresAt: number }>('POST', '/api/invitations', { ownDevice });
    busy.value = false;
    refused.value = answer.ok ? null : answer.code;
    if (!answer.ok) return;
    link.value = { url: `${location.origin}/#invite.${answer.value.token}`, expiresAt: answer.value.expiresAt };
    await refreshAccess();
  };
  const withdraw = async (id: string) => {
    refused.value = await withdrawInvitation(id);
    // It may have been the one that is shown.
    link.value = null;
  };
  return (
    <section class="card">
      <h2>{t.title}</h2>
      <p>{t.detail}</p>
      {link.value ? (
        <>
          <CopyField label={t.link} value={link.value.url} />
          <p class="hint">{t.until(momentOf(link.value.expiresAt))}</p>
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
      <OpenLinks invitations={access.value.at === 'known' ? access.value.invitations : []} onWithdraw={withdraw} />
    </section>
  );
}

/** The links that nobody has used yet. Their text is not kept: they can be withdrawn, and not shown again. */
function OpenLinks(props: { invitations: readonly OwnInvitation[]; onWithdraw: (id: string) => Promise<void> }) {
  const t = homeWords().colleague;
  const id = useId();
  if (props.invitations.length === 0) return null;
  return (
    <div>
      <h3 id={id}>{t.openLinks}</h3>
      <ul class="rows" aria-labelledby={id}>
        {props.invitations.map((invitation) => {
          const what = `${invitation.ownDevice ? t.ownLink : t.colleagueLink}, ${t.openUntil(momentOf(invitation.expiresAt))}`;
          return (
            <li key={invitation.id} class="row-head">
              <span>{what}</span>
              <button
                type="button"
                class="quiet danger-text"
                aria-label={`${t.withdraw} : ${what}`}
                onClick={() => void props.onWithdraw(invitation.id)}
              >
                {t.withdraw}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
