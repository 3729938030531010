import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefusalCode } from '#protocol/codes.ts';
import type { InvitationLook } from '#providers/link/contract.ts';
import { text } from '../../text/text.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { acceptInvitation, dropInvitation } from './hostState.ts';
import { homeWords } from './text.ts';

/** A one-time link was opened: says what it would do here, and does it only when asked to. */
export function Invited({ look }: { look: InvitationLook }) {
  const t = homeWords().invited;
  const { opens, session } = look;
  const heading = useRef<HTMLHeadingElement>(null);
  const replacing = useSignal(false);
  const busy = useSignal(false);
  const refused = useSignal<RefusalCode | null>(null);
  useLayoutEffect(() => heading.current?.focus(), [session]);
  const accept = async (replace: boolean) => {
    if (busy.value) return;
    busy.value = true;
    replacing.value = false;
    refused.value = await acceptInvitation(replace);
    busy.value = false;
  };
  return (
    <section class="message">
      <h1 ref={heading} tabIndex={-1}>
        {t.title[session]}
      </h1>
      {session === 'none' && <p>{t.opens[opens]}</p>}
      {session === 'other' && (
        <>
          <p class="notice-box warn">{t.unchanged}</p>
          <p>{t.instead[opens]}</p>
        </>
      )}
      {session === 'same' && <p>{t.same}</p>}
      <p>{t.once}</p>
      {refused.value && (
        <p class="error" role="alert">
          {text.value.codes.refusal[refused.value]}
        </p>
      )}
      <div class="actions">
        {session === 'none' && (
          <button type="button" class="primary" aria-disabled={busy.value} onClick={() => void accept(false)}>
            {t.open}
          </button>
        )}
        <button type="button" class={session === 'none' ? undefined : 'primary'} onClick={() => void dropInvitation()}>
          {session === 'none' ? t.decline : t.stay}
        </button>
        {session === 'other' && (
          <button type="button" class="danger-text" aria-disabled={busy.value} onClick={() => (replacing.value = true)}>
            {t.replace}
          </button>
        )}
      </div>
      {replacing.value && (
        <Confirm
          title={t.replaceTitle}
          confirm={t.replaceConfirm}
          keep={t.stay}
          onConfirm={() => void accept(true)}
          onClose={() => (replacing.value = false)}
        >
          {t.replaceDetail.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Confirm>
      )}
    </section>
  );
}
