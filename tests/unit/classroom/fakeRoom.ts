import type { LeaveReason } from '#protocol/codes.ts';
import type { Card } from '#protocol/people.ts';
import type { Receipt } from '#protocol/receipt.ts';
import { standardRights } from '#protocol/rights.ts';
import { Classroom, type ClassroomOptions } from '../../../server/classroom/classroom.ts';
import { type Newcomer, enter } from '../../../server/classroom/door.ts';
import { foundGroup, takeCommit } from '../../../server/classroom/group.ts';
import type { ClassMedia, GroupChecks, MediaListener } from '../../../server/classroom/ports.ts';
import { Census } from '../../../server/privacy/census.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';
import { equipment } from '../../kit/fileTerms.ts';

/** Where everybody comes from. */
const from = 'here';
const card: Card = { dh: 'AA', verify: 'AA', name: 'AA', mac: 'AA' };
const introduction = { card, keyPackage: 'AA' };
const word = { group: 'AA', epoch: 1, transcript: 'AA', at: 1, signature: 'AA' };

/** Everything is believed: what a commit does is written in it. */
const groups: GroupChecks = {
  word: () => true,
  commit: (group, _, { commit }) => ({
    facts: { ...group, epoch: group.epoch + 1 },
    newStaff: false,
    ...(JSON.parse(commit) as { added: string[]; removed: string[] }),
  }),
  found: ({ id }) => ({
    id: 'AA',
    epoch: 1,
    leaves: [{ id, key: 'AA' }],
    staff: new Map(),
    context: new Uint8Array(),
    tag: new Uint8Array(),
  }),
};

/** A class with nothing behind its ports: what it tells, dismisses and asks of its media is written down. */
export type FakeRoom = {
  readonly room: Classroom;
  readonly clock: TestClock;
  /** `name to` for each piece of news, `gone id reason` for each dismissal. */
  readonly told: string[];
  /** What was asked of the media: `open id`, `stop id source`, `drop id`. */
  readonly asked: string[];
  readonly ends: LeaveReason[];
  /** How often the seats given so far were made worthless. */
  readonly revocations: () => number;
  readonly mediaListener: () => MediaListener;
  host(id?: string): void;
  /** Into the lobby. */
  knock(id: string, from?: string): void;
  /** Into the class, by the host's commit. */
  admit(...ids: string[]): void;
  /** Out for good, likewise. */
  exclude(id: string): void;
};

type FakeOptions = Partial<Omit<ClassroomOptions, 'media'>> & { readonly media?: Partial<ClassMedia>; readonly noWorker?: Error };

export const fakeRoom = ({ media: given = {}, noWorker, ...rest }: FakeOptions = {}): FakeRoom => {
  const clock = testClock();
  const told: string[] = [];
  const asked: string[] = [];
  const ends: LeaveReason[] = [];
  let revocations = 0;
  let listener: MediaListener | undefined;
  const media = {
    open: async (id: string) => void asked.push(`open ${id}`),
    produce: async (id: string, source: string) => `${id}/${source}`,
    stop: (id: string, source: string) => void asked.push(`stop ${id} ${source}`),
    drop: (id: string) => void asked.push(`drop ${id}`),
    blockedOf: () => [],
    close: async () => void asked.push('close'),
    ...given,
  } as unknown as ClassMedia;
  const room = new Classroom({
    capacity: 30,
    lobby: true,
    rights: standardRights,
    hostGrace: 120_000,
    seatGrace: 60_000,
    lobbyPatience: 900_000,
    maxDuration: 43_200_000,
    clock,
    census: new Census(),
    groups,
    ...equipment(),
    record: { revokeSeats: () => void (revocations += 1), roleChanged: () => {}, certify: () => ({}) as Receipt },
    ended: (reason) => void ends.push(reason),
    audience: {
      tell: (ids, name) => void told.push(...Array.from(ids, (id) => `${name} ${id}`)),
      dismiss: (id, reason) => void told.push(`gone ${id} ${reason}`),
      seatOf: (id) => `seat of ${id}`,
      renewSeat: (id) => void told.push(`seat ${id}`),
      size: 0,
    },
    ...rest,
    media: {
      capabilities: { codecs: [], headerExtensions: [] },
      openClass: async (heard) => {
        listener = heard;
        if (noWorker) throw noWorker;
        return media;
      },
    },
  });
  const come = (newcomer: Newcomer) => enter(room, newcomer, introduction);
  const commit = (added: string[], removed: string[]) =>
    takeCommit(room, room.present('host'), {
      commit: JSON.stringify({ added, removed }),
      info: 'AA',
      welcome: 'AA',
      excluded: removed,
    });
  return {
    room,
    clock,
    told,
    asked,
    ends,
    revocations: () => revocations,
    mediaListener: () => listener as MediaListener,
    host: (id = 'host') => {
      come({ id, role: 'host', returning: false, from });
      if (!room.group) foundGroup(room, room.present(id), { info: 'AA', members: [id], word });
    },
    knock: (id, where = from) => void come({ id, role: 'student', returning: false, from: where }),
    admit: (...ids) => {
      for (const id of ids) come({ id, role: 'student', returning: false, from });
      commit(ids, []);
    },
    exclude: (id) => commit([], [id]),
  };
};

/** Somebody whose seat says that they were admitted before. */
export const returning = ({ room }: FakeRoom, id: string) =>
  enter(room, { id, role: 'student', returning: true, from }, introduction);
