import type { Member } from '#protocol/people.ts';
import type { Snapshot } from '#protocol/snapshot.ts';
import type { GroupSession } from '../crypto/group/session.ts';
import type { Signaling } from '../net/signaling.ts';
import type { LocalMedia } from './local.ts';
import { namedOf, refreshPeople } from './people.ts';
import { announce, put, type Store } from './store.ts';
import type { FileRoom } from './files.ts';
import type { SlateRoom } from './slates.ts';
import type { Tools } from './tools.ts';
import type { Visit } from './visit.ts';

/** So long the class waits, before it is drawn, for the keys with which names can be read and for what is sent. */
const drawnAfterMs = 250;

export type Parts = {
  readonly visit: Visit;
  readonly store: Store;
  readonly signaling: Signaling;
  readonly group: GroupSession;
  readonly media: LocalMedia;
  readonly tools: Tools;
  readonly slates: SlateRoom;
  readonly files: FileRoom;
  /** The class is over for this browser. */
  readonly finish: () => void;
};

/** Takes the state of the class as given on entering. */
export const takeSnapshot = async (
  { store, group, media, tools, slates }: Parts,
  snapshot: Snapshot,
  welcome?: string,
): Promise<void> => {
  store.members.value = new Map(snapshot.members.map((member) => [member.id, member]));
  store.waiting.value = snapshot.waiting.map(({ id }) => ({ id, name: null, mistakable: null }));
  store.state.value = snapshot.state;
  store.connection.value = 'connected';
  if (snapshot.forgotten) announce(store, 'forgotten');
  // What is told next is dealt with after this.
  const entering = group.enter(snapshot, welcome ?? null);
  const toolsHere = tools.enter(snapshot.tools);
  // Who wrote what is known by the group.
  void entering.catch(() => {}).then(() => slates.enter(snapshot.slates, snapshot.forgotten));
  // The server opens transports meanwhile, if they were not there before.
  await media.path.begin();
  // Drawn with names, and while the first picture is on its way, unless these take long.
  const shows = snapshot.members.some(({ id, sending }) => id !== store.self && sending.some(({ paused }) => !paused));
  const worthwhile = Promise.all([entering.catch(() => {}), shows && media.path.received]);
  await Promise.race([worthwhile, new Promise((resolve) => setTimeout(resolve, drawnAfterMs))]);
  await toolsHere;
  if (store.phase.value.at === 'gone') return;
  store.phase.value = { at: 'class' };
  await entering;
  refreshPeople(store, group);
};

/** Connects the news of the server to the state that the view shows. */
export const followNews = (parts: Parts): void => {
  const { store, signaling, group, media } = parts;
  signaling.on('admitted', ({ snapshot, seat, welcome }) => {
    parts.visit.keep({ seat });
    void takeSnapshot(parts, snapshot, welcome);
  });
  signaling.on('host.here', ({ hostHere }) => {
    if (store.phase.value.at === 'lobby' || store.phase.value.at === 'entering') store.phase.value = { at: 'lobby', hostHere };
  });
  signaling.on('gone', ({ reason }) => {
    // The server restarts: the connection is cut next, and comes back.
    if (reason === 'stopping') return;
    store.phase.value = { at: 'gone', reason };
    parts.finish();
  });
  signaling.on('seat', ({ token }) => parts.visit.keep({ seat: token }));
  followPeople(parts);
  followState(store);
  followGroup(parts);
  signaling.onEach(parts.tools.hear);
  signaling.on('stopped', ({ source, by }) => {
    media.end(source);
    announce(store, 'stopped', { source, who: namedOf(store, by) });
  });
  signaling.on('exceeded', ({ id, source }) => {
    const mine = id === store.self;
    if (mine) media.end(source);
    announce(store, 'exceeded', { source, ...(!mine && { who: namedOf(store, id) }) });
  });
  signaling.on('asked', ({ source, by }) => announce(store, 'asked', { source, who: namedOf(store, by) }));
  signaling.on('offers', ({ offers }) => media.path.offers(offers));
  signaling.on('offers.gone', ({ consumers }) => media.path.gone(consumers));
  signaling.on('media.lost', () => media.path.lost());
  signaling.on('speakers', ({ ids }) => {
    store.speakers.value = ids;
  });
  signaling.on('receipt', (receipt) => {
    store.receipt.value = receipt;
  });
  signaling.on('stopping', () => announce(store, 'stopping'));

  /** Somebody turned the lobby on, or an exclusion did. A host signs it: the server could say that it is off again. */
  function lobbyOn(target: Store): void {
    const { role } = target.members.value.get(target.self) ?? {};
    if (role === 'host') void group.setOpen(false);
    if (role === 'host' || role === 'cohost') announce(target, 'lobbyOn');
  }
  function followState(target: Store): void {
    signaling.on('state', (state) => {
      const before = target.state.value;
      target.state.value = state;
      if (state.calm !== before.calm) announce(target, state.calm ? 'calmOn' : 'calmOff');
      if (state.locked && !before.locked) void group.refresh();
      if (state.locked !== before.locked) announce(target, state.locked ? 'locked' : 'unlocked');
      if ((state.hostDeadline === null) !== (before.hostDeadline === null))
        announce(target, state.hostDeadline === null ? 'hostBack' : 'hostAway');
      void group.setAutoAdmit(!state.lobby);
      if (state.lobby && !before.lobby) lobbyOn(target);
    });
  }
};

/** Somebody comes in; `settled`, once the group has dealt with it. */
const comeIn = async ({ store, group }: Parts, member: Member, settled: Promise<void>): Promise<void> => {
  put(store.members, member.id, member);
  store.waiting.value = store.waiting.value.filter(({ id }) => id !== member.id);
  await settled;
  refreshPeople(store, group);
  announce(store, 'joined', { who: namedOf(store, member.id) });
};

const followGroup = (parts: Parts): void => {
  const { store, signaling, group } = parts;
  const then = (dealt: Promise<void>) => dealt.then(() => refreshPeople(store, group));
  signaling.on('group.commit', async ({ commit, word, joined = [] }) => {
    const dealt = group.commit(commit, word ?? null, joined);
    await Promise.all([...joined.map((member) => comeIn(parts, member, dealt)), then(dealt)]);
  });
  signaling.on('group.welcome', ({ welcome, word }) => then(group.welcome(welcome, word)));
  signaling.on('group.founded', ({ word }) => then(group.founded(word)));
  signaling.on('group.word', ({ word }) => then(group.word(word)));
  signaling.on('group.stray', ({ id, ...offer }) => then(group.stray(id, offer)));
};

const followPeople = (parts: Parts): void => {
  const { store, signaling, group } = parts;
  signaling.on('member.joined', ({ member }) => comeIn(parts, member, group.memberJoined(member)));
  signaling.on('member.changed', async ({ id, ...change }) => {
    const before = store.members.value.get(id);
    if (!before) return;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const member: Member = { ...before, ...given };
    put(store.members, id, member);
    refreshPeople(store, group);
    if (id === store.self && member.role !== before.role) announce(store, member.role === 'student' ? 'demoted' : 'promoted');
    if (id === store.self && change.grants) announce(store, 'granted');
    if (change.card || change.role || change.away !== undefined) {
      await group.memberChanged({ id, card: member.card, role: member.role, away: member.away });
    }
    refreshPeople(store, group);
  });
  signaling.on('member.left', async ({ id }) => {
    announce(store, 'left', { who: namedOf(store, id) });
    put(store.members, id, null);
    await group.memberLeft(id);
    refreshPeople(store, group);
  });
  signaling.on('lobby.knocked', async (one) => {
    const { id } = one;
    await group.knocked(one);
    store.waiting.value = [...store.waiting.value.filter((other) => other.id !== id), { id, name: null, mistakable: null }];
    refreshPeople(store, group);
    const { name = null, mistakable = null } = store.waiting.value.find((other) => other.id === id) ?? {};
    announce(store, 'knocked', { id, ...(name !== null && { who: { name, role: 'student', mistakable } }) });
  });
  signaling.on('lobby.crowded', ({ turnedAway }) => void (store.turnedAway.value = turnedAway));
  signaling.on('lobby.left', async ({ id }) => {
    store.waiting.value = store.waiting.value.filter((other) => other.id !== id);
    await group.lobbyLeft(id);
    refreshPeople(store, group);
  });
};
