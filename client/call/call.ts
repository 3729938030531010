import type { Answer } from '#protocol/messages.ts';
import { protocolVersion } from '#protocol/codes.ts';
import type { ClassInfo, TicketAnswer } from '#protocol/http.ts';
import { browserTime } from '../crypto/base/browserTime.ts';
import type { OpenCharter } from '../crypto/credentials/charter.ts';
import type { FramePort } from '../crypto/frames/framePort.ts';
import { GroupSession } from '../crypto/group/session.ts';
import { hostProof } from '../crypto/credentials/secrets.ts';
import type { EquippedCall } from '../tools/port.ts';
import { createActions } from './actions.ts';
import { type Approach, approach } from './approach.ts';
import { factsOf } from './facts.ts';
import type { Signaling, SignalingEvents } from '../net/signaling.ts';
import type { Chosen } from './local.ts';
import { afterAwake, askPatiently, growingPauses, isPassing, serverBusy } from '../net/patience.ts';
import type { Prepared } from './prepare.ts';
import { type Parts, followNews, takeSnapshot } from './news.ts';
import { mayNow, refreshPeople } from './people.ts';
import type { Store } from './store.ts';
import { openSlates } from './slates.ts';
import { openTools } from './tools.ts';
import { type Visit, beginVisit } from './visit.ts';

export type JoinOptions = {
  readonly info: ClassInfo;
  readonly charter: OpenCharter;
  readonly name: string;
  /** Present on a host's device. */
  readonly hostSecret?: Uint8Array<ArrayBuffer>;
  readonly hostPrivateKey?: CryptoKey;
  readonly devices: Chosen;
  readonly prepared: Prepared;
};

/** How long a cut browser tries to come back before it says that the seat is lost. */
const patienceMs = 120_000;

/** In a class without a lobby a teacher's browser admits at once: only if that takes longer is the lobby shown. */
const openDoorMs = 1_000;

const askForTicket = async ({ prepared, hostSecret }: JoinOptions, seat?: string): Promise<Answer<TicketAnswer>> => {
  const proof = hostSecret && { hostProof: await hostProof(hostSecret) };
  return (await prepared.door).ticket({ ...(seat && { seat }), ...proof });
};

/** The way in for who enters without having come nearer before. */
const approachNow = async (options: JoinOptions): Promise<Approach> => {
  const { tab, device, frames } = options.prepared;
  const saved = await tab.visit();
  const ticket = await askPatiently(() => askForTicket(options, saved?.seat));
  const self = saved?.participantId ?? '';
  return approach({ ticket, self, encrypted: options.charter.encrypted, frames: await frames, device, ahead: false });
};

const createGroup = async (
  options: JoinOptions,
  store: Store,
  visit: Visit,
  frames: FramePort,
  signaling: Signaling,
  membersChanged: () => void,
): Promise<GroupSession> => {
  const { info, charter, name, hostPrivateKey } = options;
  const group: GroupSession = await GroupSession.create({
    classId: info.id,
    selfId: store.self,
    identity: visit.identity,
    saved: visit.group,
    name,
    secret: charter.secret,
    hostKey: charter.hostKey,
    ...(hostPrivateKey && { hostPrivateKey }),
    encrypted: charter.encrypted,
    open: charter.lobby === false,
    frames,
    ask: {
      commit: async (change) => signaling.ask('group.commit', change),
      found: async (founded) => signaling.ask('group.found', founded),
      word: async (word) => signaling.ask('group.word', { word }),
      offer: async (offer) => signaling.ask('group.package', offer),
      packages: async () => {
        const answer = await signaling.ask('group.packages', {});
        return answer.ok ? answer.value.packages : [];
      },
    },
    keep: (state) => visit.keepGroup(state),
    changed: () => {
      refreshPeople(store, group);
      membersChanged();
    },
    ...browserTime,
  });
  return group;
};

/**
 * Enters a class: a ticket, the connection, then lobby or class. Never throws: what is refused shows in the call's phase.
 */
export const joinCall = async (options: JoinOptions): Promise<EquippedCall> => {
  const { info, charter } = options;
  const { tab } = options.prepared;
  const frames = await options.prepared.frames;
  const way = (await options.prepared.early) ?? (await approachNow(options));
  const { ticket, store, signaling, media } = way;
  media.choose(options.devices);
  if (!ticket.ok) store.phase.value = { at: 'refused', code: ticket.code };
  const seat = ticket.ok ? ticket.value.seat : ((await tab.visit())?.seat ?? '');
  const identity = await options.prepared.identity;
  const visit = await beginVisit(tab, { participantId: store.self, name: options.name, seat, identity });
  const group = await createGroup(options, store, visit, frames, signaling, () => slates?.peopleChanged());
  let patience: Disposable | null = null;
  const events: SignalingEvents = {
    ticket: async () => {
      const answer = await askForTicket(options, visit.seat());
      if (!answer.ok) return answer;
      // A seat that is no longer good gives another identifier, for which this visit's card does not stand.
      if (answer.value.id !== store.self) return { ok: false, code: 'ended' };
      visit.keep({ seat: answer.value.seat });
      return { ok: true, value: answer.value.ticket };
    },
    connected: () => void enter(),
    cut: () => {
      store.connection.value = 'returning';
      parts.media.path.suspend();
      group.cut();
      patience ??= waitForReturn();
    },
    // It is there, and the seat with it.
    busy: () => {
      serverBusy.value = true;
      patience?.[Symbol.dispose]();
      patience = patience && waitForReturn();
    },
    ended: (code) => {
      if (store.phase.value.at !== 'gone') store.phase.value = { at: 'refused', code };
      finish();
    },
  };
  const finish = () => {
    patience?.[Symbol.dispose]();
    serverBusy.value = false;
    const { value: phase } = store.phase;
    // What passes by itself costs no seat: the person may try again.
    if (phase.at !== 'refused' || !isPassing(phase.code)) void visit.forget();
    store.connection.value = 'lost';
    signaling.close();
    media.close();
    group[Symbol.dispose]();
    tools[Symbol.dispose]();
    slates[Symbol.dispose]();
    frames[Symbol.dispose]();
  };
  const waitForReturn = () =>
    afterAwake(patienceMs, () => {
      store.phase.value = { at: 'gone', reason: 'lost' };
      finish();
    });
  const base = { visit, store, signaling, group, media, finish };
  const slates = openSlates(base, info.id);
  const tools = openTools({ ...base, slates });
  const parts: Parts = { ...base, slates, tools };
  const pauses = growingPauses();
  const enter = async () => {
    patience?.[Symbol.dispose]();
    patience = null;
    const asking = signaling.ask('enter', { version: protocolVersion, ...(await group.introduction()) });
    // Right behind it, without waiting for the answer.
    media.path.prepare();
    // Without a lobby one is in in a moment.
    if (charter.lobby === false) tools.load();
    const answer = await asking;
    if (!answer.ok) {
      // Cut meanwhile: whoever connects again enters again.
      if (answer.code === 'offline') return;
      if (isPassing(answer.code)) {
        serverBusy.value = true;
        browserTime.after(pauses.take(), () => void enter());
        return;
      }
      store.phase.value = { at: 'refused', code: answer.code };
      return finish();
    }
    serverBusy.value = false;
    pauses.restart();
    store.connection.value = 'connected';
    if (answer.value.phase === 'present') return takeSnapshot(parts, answer.value.snapshot);
    const { hostHere } = answer.value;
    const isFirst = store.phase.value.at === 'entering';
    const showLobby = () => {
      store.phase.value = { at: 'lobby', hostHere };
      media.path.rehearse();
    };
    if (!isFirst || !hostHere || charter.lobby !== false) return showLobby();
    browserTime.after(openDoorMs, () => store.phase.value.at === 'entering' && showLobby());
  };
  followNews(parts);
  way.take(events);
  if (!ticket.ok) finish();
  return {
    ...store,
    tools: tools.live,
    ...(await factsOf(info, charter)),
    may: (right) => mayNow(store, right),
    actions: createActions(parts),
  } satisfies EquippedCall;
};
