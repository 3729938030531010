import type { Waiting } from '../../state/call.ts';
import { text } from '../../text/text.ts';
import { useRoom } from './roomState.ts';

/** Who waits at the door. Only people whose card proves the link can be admitted. */
export function LobbyList() {
  const { call } = useRoom();
  const t = text.value.room.manage;
  const waiting = call.waiting.value;
  const proven = waiting.filter(({ name }) => name !== null);
  return (
    <section class="panel-section">
      <h3>{t.waiting(waiting.length)}</h3>
      {waiting.length === 0 && <p class="hint">{t.nobodyWaiting}</p>}
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
    </section>
  );
}

function WaitingRow({ person: { id, name } }: { person: Waiting }) {
  const { call } = useRoom();
  const t = text.value.room.manage;
  const shown = name ?? t.unproven;
  return (
    <li class="person-line">
      <span class="person-name">{shown}</span>
      {name !== null && (
        <button type="button" class="primary" aria-label={t.admitName(shown)} onClick={() => void call.actions.admit([id])}>
          {t.admit}
        </button>
      )}
      <button type="button" aria-label={t.refuseName(shown)} onClick={() => void call.actions.refuse(id)}>
        {t.refuse}
      </button>
    </li>
  );
}
