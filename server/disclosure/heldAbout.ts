import type { Classroom } from '../classroom/classroom.ts';
import type { EarlyPlace } from '../classroom/early.ts';
import { heldOf } from '../classroom/holdings.ts';
import type { Participant } from '../classroom/participant.ts';
import { holdsClass } from '../protocol/permissions.ts';
import type { Counts } from '../privacy/journal.ts';
import type { ClassCharter } from '../protocol/http.ts';
import type { HeldAnswer, HeldItem } from '../protocol/held.ts';
import { auditItem, classRowItems, diskItem, type ItemTerms, memoryItems } from './items.ts';

const day = 86_400_000;

/** What the answer to one person needs to know besides. */
export type HeldTerms = ItemTerms & {
  /** How many counters of requests somebody has now. */
  counters(asker: Asker): number;
};

/** A connection of one person: since when (milliseconds since 1970), and where from. */
export type Asker = { readonly id: string; readonly classId: string; readonly address: string; readonly since: number };

/** A class that runs. `expires`: when it does in the store (milliseconds since 1970); null when it was erased from there. */
export type HeldClass = {
  readonly classroom: Classroom;
  readonly lease: { readonly expires: number | null; readonly charter: Pick<ClassCharter, 'openSecret'> };
};

const exactly = (items: HeldItem[], person: Participant): HeldItem[] =>
  items.map((one) => {
    if (one.item !== 'lobbyPlace' || person.standing.at !== 'waiting') return one;
    const { until } = person.standing;
    return { ...one, until: until === null ? { event: 'class-end' } : { at: until } };
  });

const inClass = ({ classroom, lease: { expires, charter } }: HeldClass, person: Participant, terms: HeldTerms): HeldItem[] => {
  const counts: Counts = {
    ...heldOf(person),
    group: classroom.group?.leaves.some((leaf) => leaf?.id === person.id) ? 1 : 0,
    mediaParameters: classroom.mediaHeld.has(person.id) ? 1 : 0,
    ...classroom.tools.held(person.id),
    slate: classroom.slates.authors.filter((author) => author === person.id).length,
    sharedFile: classroom.files.authors.filter((author) => author === person.id).length,
  };
  const items = exactly(memoryItems(counts, terms), person);
  if (person.role !== 'host') return items;
  return [...items, ...(expires === null ? [] : classRowItems(terms, [{ charter, expiresAt: expires }])), auditItem(terms)];
};

/** Somebody who reads before entering: the identifier goes with the connection, and with transports open both end at a known time. */
const beforeClass = (early: EarlyPlace | null, terms: HeldTerms): HeldItem[] => {
  if (!early) return memoryItems({ participantId: 1 }, terms).map((one) => ({ ...one, until: { event: 'disconnect' } }));
  const items = memoryItems({ participantId: 1, earlyLine: 1, mediaParameters: 1 }, terms);
  return items.map((one) => ({ ...one, until: { at: early.until } }));
};

/** "What do you hold about me now?": by the person's place in the class, or before it. */
export const heldAbout = (asker: Asker, running: HeldClass | null, terms: HeldTerms, early: EarlyPlace | null): HeldAnswer => {
  const { id, address, since } = asker;
  const person = running?.classroom.people.get(id);
  const before = beforeClass(early, terms);
  const network = memoryItems({ address: 1, addressCounter: terms.counters(asker) }, terms);
  const logged = diskItem(terms, 'connectionRecord', 'connection-log', 1, since + terms.retention.connectionLogDays * day);
  return {
    at: terms.now(),
    legalHold: terms.retention.legalHold,
    items: [...(running && person ? inClass(running, person, terms) : before), ...network, logged],
    own: {
      id,
      address,
      ...(running &&
        person && {
          role: person.role,
          grants: person.grants,
          sending: [...person.sending.keys()],
        }),
    },
    ...(running &&
      person?.standing.at === 'present' &&
      holdsClass(person.role) && { room: memoryItems(running.classroom.held(), terms) }),
  };
};
