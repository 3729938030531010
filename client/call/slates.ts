import { browserTime } from '../crypto/base/browserTime.ts';
import type { NewsName } from '#protocol/news.ts';
import type { SlateList } from '#protocol/slates.ts';
import type { ClassPort } from '../slates/port.ts';
import type { Slates } from '../slates/slates.ts';
import type { Parts } from './news.ts';
import { refreshPeople } from './people.ts';

/** What the class writes together: its script comes with the first tool that asks for it. */
export type SlateRoom = Disposable & {
  get(): Promise<Slates>;
  /** Takes the list as told on entering. */
  enter(list: SlateList, forgotten: boolean): void;
  peopleChanged(): void;
};

/** What slates are given of the class. */
const portOf = ({ store, signaling, group, visit }: Omit<Parts, 'tools' | 'slates' | 'files'>, classId: string): ClassPort => ({
  classId,
  self: store.self,
  signing: visit.identity.signing.privateKey,
  ask: (name, input) => signaling.ask(name, input),
  writerOf: (id) => group.writerOf(id),
  members: () => group.state?.members ?? [],
  epoch: () => group.state?.epoch ?? 0,
  here: () =>
    Array.from(store.members.value.values()).flatMap(({ id, away }) => {
      const writer = away ? null : group.writerOf(id);
      return writer ? [writer] : [];
    }),
  warn: (kind, who) => {
    group.warn(kind, who);
    refreshPeople(store, group);
  },
  sealAll: (kind, value) => group.sealAll(value, kind),
  sealFor: async (kind, to, value) => (await group.sealFor([to], 'private', value, kind))[0]?.box ?? null,
  open: (kind, from, scope, box) => group.open(from, scope, box, kind),
  after: browserTime.after,
});

export const openSlates = (parts: Omit<Parts, 'tools' | 'slates' | 'files'>, classId: string): SlateRoom => {
  let entered: { readonly list: SlateList; readonly forgotten: boolean } | null = null;
  let loading: Promise<Slates> | null = null;
  let here: Slates | null = null;
  let over = false;
  const load = async (): Promise<Slates> => {
    const { Slates: Opened } = await import('../slates/slates.ts');
    const slates = new Opened(portOf(parts, classId));
    if (over) slates[Symbol.dispose]();
    else here = slates;
    if (entered) void slates.enter(entered.list, false);
    return slates;
  };
  const hear: { readonly [N in NewsName & ('slates' | `slate.${string}`)]: (news: never) => unknown } = {
    slates: (news) => {
      entered = { list: (news as { slates: SlateList }).slates, forgotten: false };
      here?.listed(news);
    },
    // Whoever has none yet reads all of them once there are some.
    'slate.added': (news) => here?.added(news),
    'slate.glimpses': (news) => here?.glimpsed(news),
    'slate.kept': (news) => here?.kept(news),
    'slate.keysAsked': (news) => here?.keysAsked(news),
    'slate.keys': (news) => here?.keysTold(news),
  };
  for (const [name, handle] of Object.entries(hear)) parts.signaling.on(name as 'slates', (news) => void handle(news as never));
  return {
    get: () => (loading ??= load()),
    enter: (list, forgotten) => {
      entered = { list, forgotten };
      void here?.enter(list, forgotten);
    },
    peopleChanged: () => here?.peopleChanged(),
    [Symbol.dispose]: () => {
      over = true;
      here?.[Symbol.dispose]();
    },
  };
};
