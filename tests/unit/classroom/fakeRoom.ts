import type { LeaveReason } from '#protocol/codes.ts';
import type { Card } from '#protocol/people.ts';
import type { Receipt } from '#protocol/receipt.ts';
import { Classroom, type ClassroomOptions } from '../../../server/classroom/classroom.ts';
import { type Newcomer, enter } from '../../../server/classroom/door.ts';
import { publishRoster } from '../../../server/classroom/moderation.ts';
import type { ClassMedia, MediaListener } from '../../../server/classroom/ports.ts';
import { Census } from '../../../server/privacy/hold.ts';
import { defaultRights } from '../../../server/classroom/rights.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';

/** Where everybody comes from. */
const from = 'here';
const card: Card = { dh: 'AA', verify: 'AA', name: 'AA', mac: 'AA' };

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
  /** Into the class, by the host's roster. */
  admit(...ids: string[]): void;
};

type FakeOptions = Partial<Omit<ClassroomOptions, 'media'>> & { readonly media?: Partial<ClassMedia>; readonly noWorker?: Error };

export const fakeRoom = ({ media: given = {}, noWorker, ...rest }: FakeOptions = {}): FakeRoom => {
  const clock = testClock();
  const told: string[] = [];
  const asked: string[] = [];
  const ends: LeaveReason[] = [];
  let revocations = 0;
  let version = 0;
  let listener: MediaListener | undefined;
  const media = {
    open: async (id: string) => void asked.push(`open ${id}`),
    produce: async (id: string, source: string) => `${id}/${source}`,
    stop: (id: string, source: string) => void asked.push(`stop ${id} ${source}`),
    drop: (id: string) => void asked.push(`drop ${id}`),
    close: async () => void asked.push('close'),
    ...given,
  } as unknown as ClassMedia;
  const room = new Classroom({
    capacity: 30,
    lobby: true,
    rights: defaultRights,
    hostGrace: 120_000,
    seatGrace: 60_000,
    lobbyPatience: 900_000,
    maxDuration: 43_200_000,
    clock,
    census: new Census(),
    record: { revokeSeats: () => void (revocations += 1), certify: () => ({}) as Receipt },
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
  const come = (newcomer: Newcomer) => enter(room, newcomer, card);
  return {
    room,
    clock,
    told,
    asked,
    ends,
    revocations: () => revocations,
    mediaListener: () => listener as MediaListener,
    host: (id = 'host') => void come({ id, role: 'host', returning: false, from }),
    knock: (id, where = from) => void come({ id, role: 'student', returning: false, from: where }),
    admit: (...ids) => {
      for (const id of ids) come({ id, role: 'student', returning: false, from });
      version += 1;
      const members = ids.map((id, slot) => ({ id, card: 'AA', role: 'student' as const, slot }));
      publishRoster(room, room.present('host'), { session: 'AA', version, members, signer: 'host', signature: 'AA' });
    },
  };
};

/** Somebody whose seat says that they were admitted before. */
export const returning = ({ room }: FakeRoom, id: string) => enter(room, { id, role: 'student', returning: true, from }, card);
