import type { Classroom } from './classroom.ts';
import { stopExcess } from './excess.ts';
import { lineChanged } from './lines.ts';
import { mediaLost } from './mediaLost.ts';
import type { MediaListener } from './ports.ts';

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
