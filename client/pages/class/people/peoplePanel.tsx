import { text } from '../../../text/text.ts';
import { Panel } from '../../../room/panel.tsx';
import { PersonRow } from './personRow.tsx';
import { useClassRoom } from '../classRoom.ts';
import { partsOf } from '../toolParts.ts';

/** Who is here, below what the tools have to show of them. */
export function PeoplePanel() {
  const room = useClassRoom();
  const { call } = room;
  const t = text.value.room.people;
  const people = Array.from(call.people.value.values());
  const byRole = people.toSorted(
    (a, b) => Number(a.role === 'student') - Number(b.role === 'student') || a.name.localeCompare(b.name),
  );
  return (
    <Panel name="people" title={t.title}>
      <div class="panel-body">
        {partsOf(room).map(({ sections }, index) => sections?.people && <sections.people key={index} />)}
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
