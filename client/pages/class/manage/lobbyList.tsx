import { useSignal } from '@preact/signals';
import type { Waiting } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Name, SameName } from '../../../room/named.tsx';
import { useRoom } from '../../../room/roomState.ts';

/** Who waits at the door. Only people whose card proves the link and a name can be admitted; those called like another one by one. */
export function LobbyList() {
  const { call } = useRoom();
  const t = text.value.room.manage;
  const waiting = call.waiting.value;
  const turnedAway = call.turnedAway.value;
  const proven = waiting.filter(({ name, mistakable }) => name !== null && !mistakable?.holds);
  return (
    <section class="panel-section">
      <h3>{t.waiting(waiting.length)}</h3>
      {waiting.length === 0 && <p class="hint">{t.nobodyWaiting}</p>}
      <p class="hint" role="status">
        {waiting.length > 0 && turnedAway > 0 && t.turnedAway(turnedAway)}
      </p>
      <ul class="people">
        {waiting.map((person) => (
          <WaitingRow key={person.id} person={person} />
        ))}
      </ul>
      {proven.length > 1 && (
        <button type="button" class="primary" onClick={() => void call.actions.admit(proven.map(({ id }) => id))}>
          {t.admitAll}
        </button>
      )}
      {waiting.length > 1 && <RefuseAll count={waiting.length} />}
    </section>
  );
}

/** Against a crowd of strangers: one action, which asks first. */
function RefuseAll({ count }: { count: number }) {
  const { call } = useRoom();
  const t = text.value.room.manage;
  const asking = useSignal(false);
  return (
    <>
      <button type="button" onClick={() => (asking.value = true)}>
        {t.refuseAll}
      </button>
      {asking.value && (
        <Confirm
          title={t.refuseAllTitle(count)}
          confirm={t.refuseAll}
          onClose={() => (asking.value = false)}
          onConfirm={() => {
            asking.value = false;
            void call.actions.refuseAll();
          }}
        >
          <p>{t.refuseAllDetail}</p>
        </Confirm>
      )}
    </>
  );
}

function WaitingRow({ person: { id, name, mistakable } }: { person: Waiting }) {
  const { call } = useRoom();
  const t = text.value.room.manage;
  const shown = name ?? t.unproven;
  return (
    <li class="person-line">
      <span class="person-name">
        <Name name={shown} />
      </span>
      {name !== null && (
        <button type="button" class="primary" aria-label={t.admitName(shown)} onClick={() => void call.actions.admit([id])}>
          {t.admit}
        </button>
      )}
      <button type="button" aria-label={t.refuseName(shown)} onClick={() => void call.actions.refuse(id)}>
        {t.refuse}
      </button>
      <SameName of={mistakable} />
    </li>
  );
}
