import type { Place } from '../classroom/early.ts';
import { heldOf } from '../classroom/holdings.ts';
import type { Participant } from '../classroom/participant.ts';
import { holdsClass } from '../protocol/permissions.ts';
import type { Opening, Room } from '../directory.ts';
import type { Counts } from '../privacy/journal.ts';
import { type LedgerKey, ledger } from '../privacy/ledger.ts';
import type { HeldAnswer, HeldItem } from '../protocol/held.ts';
import type { HeldUntil } from '../protocol/receipt.ts';

const second = 1_000;
const day = 86_400 * second;

/** What the answers need to know besides. */
export type HeldTerms = {
  /** Milliseconds since 1970. */
  now(): number;
  readonly retention: { readonly connectionLogDays: number; readonly auditLogDays: number; readonly legalHold: boolean };
  readonly patience: { readonly lobbySeconds: number; readonly seatGraceSeconds: number };
  /** How many counters of requests somebody has now. */
  counters(asker: Asker): number;
};

/** A connection of one person: since when (milliseconds since 1970), and where from. */
export type Asker = { readonly id: string; readonly classId: string; readonly address: string; readonly since: number };

/** When an item that is in memory goes, at the latest. */
const memoryUntil = (item: LedgerKey, terms: HeldTerms): HeldUntil => {
  const { until } = ledger[item];
  const { patience } = terms;
  const now = terms.now();
  if ('seconds' in until) return { at: now + until.seconds * second };
  if ('event' in until) return { event: until.event };
  if (item === 'lobbyPlace') return { at: now + patience.lobbySeconds * second };
  if (item === 'awaySeat') return { at: now + patience.seatGraceSeconds * second };
  return { event: 'class-end' };
};

/** What is in memory, as an answer says it. */
export const memoryItems = (counts: Counts, terms: HeldTerms): HeldItem[] =>
  (Object.entries(counts) as [LedgerKey, number][])
    .filter(([, count]) => count > 0)
    .map(([item, count]) => ({ item, place: 'memory', count, until: memoryUntil(item, terms) }));

/** What is on disk, as an answer says it: until a time, or under legal hold until that ends. */
export const diskItem = (
  terms: HeldTerms,
  item: LedgerKey,
  place: HeldItem['place'],
  count: number | null,
  at: number,
): HeldItem => ({
  item,
  place,
  count,
  until: terms.retention.legalHold ? { event: 'legal-hold' } : { at },
});

/** Lines of the audit log that were written by now stay as long as it says. */
export const auditItem = (terms: HeldTerms): HeldItem =>
  diskItem(terms, 'auditRecord', 'audit-log', null, terms.now() + terms.retention.auditLogDays * day);

const storedOf = ({ expires }: Opening, terms: HeldTerms): HeldItem[] => {
  if (expires === null) return [];
  const stored = ['classroomId', 'classRecord', 'charter', 'hostCredential'] as const;
  return stored.map((item) => diskItem(terms, item, 'store', 1, expires));
};

const exactly = (items: HeldItem[], person: Participant): HeldItem[] =>
  items.map((one) =>
    one.item === 'lobbyPlace' && person.standing.at === 'waiting' ? { ...one, until: { at: person.standing.until } } : one,
  );

const inClass = ({ classroom, record }: Room, person: Participant, terms: HeldTerms): HeldItem[] => {
  const counts: Counts = {
    ...heldOf(person),
    group: classroom.group?.leaves.some((leaf) => leaf?.id === person.id) ? 1 : 0,
    mediaParameters: classroom.mediaHeld.has(person.id) ? 1 : 0,
    ...classroom.tools.held(person.id),
  };
  const items = exactly(memoryItems(counts, terms), person);
  if (person.role !== 'host') return items;
  return [...items, ...storedOf(record, terms), auditItem(terms)];
};

/** Somebody who reads before entering: the identifier goes with the connection, and with transports open both end at a known time. */
const beforeClass = (early: Place | null, terms: HeldTerms): HeldItem[] => {
  if (!early) return memoryItems({ participantId: 1 }, terms).map((one) => ({ ...one, until: { event: 'disconnect' } }));
  const items = memoryItems({ participantId: 1, earlyLine: 1, mediaParameters: 1 }, terms);
  return items.map((one) => ({ ...one, until: { at: early.until } }));
};

/** "What do you hold about me now?": by the person's place in the class, or before it. */
export const heldAbout = (asker: Asker, room: Room | null, terms: HeldTerms, early: Place | null): HeldAnswer => {
  const { id, address, since } = asker;
  const person = room?.classroom.people.get(id);
  const before = beforeClass(early, terms);
  const network = memoryItems({ address: 1, addressCounter: terms.counters(asker) }, terms);
  const logged = diskItem(terms, 'connectionRecord', 'connection-log', 1, since + terms.retention.connectionLogDays * day);
  return {
    at: terms.now(),
    legalHold: terms.retention.legalHold,
    items: [...(room && person ? inClass(room, person, terms) : before), ...network, logged],
    own: {
      id,
      address,
      ...(room &&
        person && {
          role: person.role,
          grants: person.grants,
          sending: [...person.sending.keys()],
        }),
    },
    ...(room &&
      person?.standing.at === 'present' &&
      holdsClass(person.role) && { room: memoryItems(room.classroom.held(), terms) }),
  };
};
