import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import type { DeviceKind, OwnSession } from '#protocol/access.ts';
import type { RefusalCode } from '#protocol/codes.ts';
import { language, text } from '../../../text/text.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/fields.tsx';
import { access, endOtherSessions, endSession, nameDevice, refreshAccess } from './access.ts';
import { homeWords } from '../text.ts';

/** A day as people write it. `used`: the server kept the day in UTC, without the hour. */
const dayOf = (at: number, used = false): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'long', ...(used && { timeZone: 'UTC' }) }).format(at);

/** The host's sessions: which browsers open the account, and how to end them. */
export function Devices() {
  const t = homeWords().devices;
  const id = useId();
  const state = access.value;
  const ending = useSignal<OwnSession | 'others' | null>(null);
  const refused = useSignal<RefusalCode | null>(null);
  useEffect(() => void refreshAccess(), []);
  const end = async (which: OwnSession | 'others') => {
    ending.value = null;
    refused.value = await (which === 'others' ? endOtherSessions() : endSession(which.id));
  };
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      <p>{t.detail}</p>
      {state.at === 'failed' && (
        <p class="error" role="alert">
          {t.failed}{' '}
          <button type="button" class="quiet" onClick={() => void refreshAccess()}>
            {text.value.pages.retry}
          </button>
        </p>
      )}
      {state.at === 'known' && (
        <>
          <ul class="rows">
            {state.sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => (ending.value = session)} />
            ))}
          </ul>
          {state.sessions.length > 1 && (
            <button type="button" class="danger-text" onClick={() => (ending.value = 'others')}>
              {t.endOthers}
            </button>
          )}
        </>
      )}
      {refused.value && (
        <p class="error" role="alert">
          {text.value.codes.refusal[refused.value]}
        </p>
      )}
      {ending.value && (
        <Confirm
          title={ending.value === 'others' ? t.endOthersTitle : t.endTitle}
          confirm={ending.value === 'others' ? t.endOthersConfirm : t.endConfirm}
          onConfirm={() => ending.value && void end(ending.value)}
          onClose={() => (ending.value = null)}
        >
          {t.endDetail.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Confirm>
      )}
    </section>
  );
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const t = homeWords().devices;
  const { device, here, openedAt, usedOn } = session;
  const name = device ? t.kinds[device] : t.unnamed;
  const opened = openedAt === null ? t.openedBefore : t.opened(dayOf(openedAt));
  return (
    <li class="class-row">
      <div class="row-head">
        <div>
          <h3>
            {name} {here && <span class="tag">{t.here}</span>}
          </h3>
          <p class="hint">
            {opened}
            {usedOn !== null && `, ${t.used(dayOf(usedOn, true))}`}
          </p>
        </div>
        {!here && (
          <button type="button" class="quiet danger-text" aria-label={`${t.end} : ${name}, ${opened}`} onClick={onEnd}>
            {t.end}
          </button>
        )}
      </div>
      {here && <DeviceField session={session} />}
    </li>
  );
}

/** Says which kind of device this is, for the list on the host's other devices. */
function DeviceField({ session: { id, device } }: { session: OwnSession }) {
  const t = homeWords().devices;
  const refused = useSignal<RefusalCode | null>(null);
  const choose = async (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    refused.value = await nameDevice(id, value === '' ? null : (value as DeviceKind));
  };
  return (
    <Field label={t.kind} hint={t.kindHint} error={refused.value ? text.value.codes.refusal[refused.value] : undefined}>
      {(tie) => (
        <select {...tie} value={device ?? ''} onChange={(event) => void choose(event)}>
          <option value="">{t.unsaid}</option>
          {(Object.keys(t.kinds) as DeviceKind[]).map((kind) => (
            <option key={kind} value={kind}>
              {t.kinds[kind]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
