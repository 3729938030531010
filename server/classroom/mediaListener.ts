import type { Classroom } from './classroom.ts';
import { stopExcess } from './excess.ts';
import { lineChanged } from './lines.ts';
import type { MediaListener } from './ports.ts';

/** The worker died: nobody sends any more. Whoever is here or waits opens again; who only reads begins anew on entering. */
const mediaLost = (classroom: Classroom): void => {
  for (const person of classroom.people.values()) {
    if (person.sending.size === 0) continue;
    person.sending.clear();
    classroom.tellPresent('member.changed', { id: person.id, sending: [] });
  }
  classroom.early.endAll();
  const connected = classroom.ids(({ standing }) => standing.at !== 'away');
  classroom.tell(connected, 'media.lost', {});
};

/** What a class does of what its media reports. */
export const mediaListener = (classroom: Classroom): MediaListener => ({
  offers: (to, offers) => classroom.tell([to], 'offers', { offers }),
  offersGone: (to, consumers) => classroom.tell([to], 'offers.gone', { consumers }),
  speakers: (ids) => classroom.tellPresent('speakers', { ids: ids.slice(0, 8) }),
  exceeded: (id, source) => stopExcess(classroom, id, source),
  line: (id, blocked) => lineChanged(classroom, id, blocked),
  unreachable: (on) => {
    classroom.state.unreachable = on;
    classroom.stateChanged();
  },
  lost: () => mediaLost(classroom),
});
