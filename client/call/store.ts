import { type Signal, signal } from '@preact/signals';
import { eachRight } from '#protocol/rights.ts';
import { type Source, sources } from '#protocol/sources.ts';
import type { ClassState, Member } from '#protocol/people.ts';
import type { Receipt } from '#protocol/receipt.ts';
import type {
  CodedNotice,
  Connection,
  LocalMedia,
  Notice,
  NoticeName,
  Person,
  Phase,
  Shield,
  Told,
  Waiting,
} from '../state/call.ts';

const emptyState: ClassState = {
  lobby: true,
  locked: false,
  calm: false,
  rights: eachRight(() => false),
  spotlight: null,
  hostDeadline: null,
  unreachable: false,
};

/** The signals behind a call: what the view reads, written by the files of this folder only. */
export const createStore = (self: string, encrypted: boolean) => ({
  self,
  phase: signal<Phase>({ at: 'entering' }),
  connection: signal<Connection>('connected'),
  /** What the server says of the members; `people` is what this browser makes of it. */
  members: signal<ReadonlyMap<string, Member>>(new Map()),
  people: signal<ReadonlyMap<string, Person>>(new Map()),
  waiting: signal<readonly Waiting[]>([]),
  turnedAway: signal(0),
  state: signal<ClassState>(emptyState),
  shield: signal<Shield>({ encrypted, warnings: [], confirmedAt: null }),
  notices: signal<readonly Notice[]>([]),
  speakers: signal<readonly string[]>([]),
  local: signal<Readonly<Record<Source, LocalMedia>>>({ mic: 'off', camera: 'off', screen: 'off', screenAudio: 'off' }),
  localTracks: signal<ReadonlyMap<Source, MediaStreamTrack>>(new Map()),
  tracks: signal<ReadonlyMap<string, MediaStreamTrack>>(new Map()),
  audioOnly: signal(false),
  receipt: signal<Receipt | null>(null),
});
export type Store = ReturnType<typeof createStore>;

let lastKey = 0;
const freshKey = (): string => String(++lastKey);

const noticesKept = 5;

const coming: readonly Notice['message'][] = ['joined', 'left'];

/** Too many: people who come and go give way first, then the oldest. A refusal is not lost because a class comes in behind it. */
const show = (store: Store, notice: Notice): void => {
  const all = [...store.notices.value, notice];
  const first = all.findIndex(({ message }) => coming.includes(message));
  store.notices.value = all.length > noticesKept ? all.toSpliced(Math.max(0, first), 1) : all;
};

/** Shows a passing announcement; the oldest go when there are too many. */
export const announce = (store: Store, message: NoticeName, details: Omit<CodedNotice, 'key' | 'message'> = {}): void =>
  show(store, { key: freshKey(), message, ...details });

/** Likewise for one in a tool's own words. */
export const tell = (store: Store, told: Told): void => show(store, { key: freshKey(), message: 'told', ...told });

/** Replaces one entry of a map in a signal; null removes it. */
export const put = <K, V>(map: Signal<ReadonlyMap<K, V>>, key: K, value: V | null): void => {
  const next = new Map(map.value);
  if (value === null) next.delete(key);
  else next.set(key, value);
  map.value = next;
};

export const setLocal = (store: Store, source: Source, state: LocalMedia, track?: MediaStreamTrack | null): void => {
  store.local.value = { ...store.local.value, [source]: state };
  if (track !== undefined) put(store.localTracks, source, track);
};

export const allSources: readonly Source[] = sources;
