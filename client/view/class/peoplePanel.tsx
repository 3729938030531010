import { text } from '../../text/text.ts';
import { Icon } from '../parts/icon.tsx';
import { Name, NameTags } from './named.tsx';
import { Panel } from './panel.tsx';
import { PersonRow } from './personRow.tsx';
import { useRoom } from './roomState.ts';

/** Who is here, and whose hand is raised, in order. */
export function PeoplePanel() {
  const { call } = useRoom();
  const t = text.value.room.people;
  const people = Array.from(call.people.value.values());
  const byRole = people.toSorted(
    (a, b) => Number(a.role === 'student') - Number(b.role === 'student') || a.name.localeCompare(b.name),
  );
  return (
    <Panel name="people" title={t.title}>
      <div class="panel-body">
        <Hands />
        <section class="panel-section">
          <h3>{t.here(people.length)}</h3>
          <ul class="people">
            {byRole.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        </section>
      </div>
    </Panel>
  );
}

function Hands() {
  const { call, holds } = useRoom();
  const t = text.value.room.people;
  const people = call.people.value;
  const raised = call.hands.value.flatMap((id) => people.get(id) ?? []);
  if (raised.length === 0) return null;
  return (
    <section class="panel-section">
      <h3>{t.hands}</h3>
      <ol class="hands">
        {raised.map((person) => (
          <li key={person.id}>
            <Icon name="hand" />
            <span class="person-name">
              <Name name={person.name} />
              <NameTags who={person} />
            </span>
            {(holds.value || person.self) && (
              <button
                type="button"
                class="quiet square"
                aria-label={t.lower(person.name)}
                onClick={() => void call.actions.lowerHand(person.id)}
              >
                <Icon name="check" />
              </button>
            )}
          </li>
        ))}
      </ol>
      {holds.value && (
        <button type="button" onClick={() => void call.actions.lowerAllHands()}>
          {t.lowerAll}
        </button>
      )}
    </section>
  );
}
