import { type Signal, signal } from '@preact/signals';
import type { Source } from '#protocol/media.ts';
import type { ClassState } from '#protocol/people.ts';
import { holdsClass } from '#protocol/permissions.ts';
import { standardRights } from '#protocol/rights.ts';
import type { ToolName, ToolStates } from '#tools/contracts.ts';
import type { Call, LocalMedia, Notice, Person, Phase, Shield, Waiting, Connection } from '../../client/state/call.ts';
import { type ChatLine, liveChat, openChat } from '../../client/tools/chat/tool.ts';
import type { Given } from '../../client/tools/files/giving.ts';
import type { Handout } from '../../client/tools/files/handout.ts';
import { liveFiles, openFilesRoom } from '../../client/tools/files/tool.ts';
import type { Transfer } from '../../client/tools/files/transfer.ts';
import type { ClientTool, EquippedCall, LiveTool, ToolCall } from '../../client/tools/port.ts';
import type { Author } from '../../client/slates/model.ts';
import { liveReactions, openReactions, type Reaction } from '../../client/tools/reactions/tool.ts';
import { livePolls } from '../../client/tools/polls/tool.ts';
import { clientTools } from '../../client/tools/registry.ts';
import { adoptStyle } from '../../client/ui/adoptStyle.ts';
import { type SlateScene, localSlates } from './slates/localSlates.ts';

import { type ShownPoll, fakePolls } from './tools/fakePolls.ts';

/** What a picture of a class needs to say; the rest is usual. */
export type Scene = {
  readonly polls?: readonly ShownPoll[];
  readonly people?: readonly Person[];
  readonly phase?: Phase;
  readonly connection?: Connection;
  readonly waiting?: readonly Waiting[];
  readonly turnedAway?: number;
  readonly state?: Partial<ClassState>;
  readonly tools?: { readonly [N in keyof ToolStates]?: Readonly<ToolStates[N]> };
  readonly shield?: Shield;
  readonly chat?: readonly ChatLine[];
  readonly reactions?: readonly Reaction[];
  readonly files?: {
    readonly handouts: readonly Handout[];
    readonly giving?: readonly Given[];
    readonly fetching?: ReadonlyMap<string, Transfer>;
  };
  readonly notices?: readonly Notice[];
  readonly speakers?: readonly string[];
  readonly audioOnly?: boolean;
  /** What stands on the slates, by tool. */
  readonly slates?: Readonly<Record<string, SlateScene>>;
  readonly title?: string;
  readonly rules?: string;
};

const rights = standardRights;
const hues = [200, 160, 30, 280, 90, 340];

/** A still drawing as a video track. */
function drawing(index: number, draw: (context: CanvasRenderingContext2D) => void): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = `hsl(${hues[index % hues.length]} 25% 45%)`;
  const paint = () => {
    context.fillRect(0, 0, 640, 360);
    context.save();
    draw(context);
    context.restore();
  };
  const [track] = canvas.captureStream(5).getVideoTracks();
  if (!track) throw new Error('no track');
  paint();
  setInterval(paint, 200);
  return track;
}

const face = (index: number): MediaStreamTrack =>
  drawing(index, (context) => {
    context.fillStyle = '#f0d9c3';
    context.beginPath();
    context.ellipse(320, 170, 80, 100, 0, 0, 7);
    context.ellipse(320, 400, 170, 130, 0, 0, 7);
    context.fill();
  });

const slide = (): MediaStreamTrack =>
  drawing(0, (context) => {
    context.fillStyle = '#fff';
    context.fillRect(20, 20, 600, 320);
    context.fillStyle = '#234';
    context.font = '36px sans-serif';
    context.fillText('Le théorème de Thalès', 60, 100);
    context.font = '22px sans-serif';
    context.fillText('AM/AB = AN/AC = MN/BC', 60, 170);
  });

/** Every tool, as its script gives it. */
type LoadedTools = ReadonlyMap<ToolName, ClientTool<ToolName>>;
export const loadTools = async (): Promise<LoadedTools> => {
  const names = Object.keys(clientTools) as ToolName[];
  const loaded = await Promise.all(names.map(async (name) => [name, await clientTools[name]()] as const));
  for (const [, { style }] of loaded) adoptStyle(style);
  return new Map(loaded as [ToolName, ClientTool<ToolName>][]);
};

/** The way to the server: while `answered` is pending nothing comes back; then all of it is refused, or nothing. */
export type FakeLine = { answered: Promise<unknown>; refuses: boolean };

type Note = (name: string, value?: unknown) => (...details: unknown[]) => Promise<never>;

const authorOf = ({ id, name, role }: Person): Author => ({ id, name: name ?? '', holds: holdsClass(role) });

/** The tools as the scene shows them, on a call that writes down what they ask. */
function toolsOf(scene: Scene, tools: LoadedTools, note: Note, line: FakeLine): LiveTool[] {
  const people = new Map((scene.people ?? []).map((person) => [person.id, person]));
  const self = (scene.people ?? []).find((person) => person.self);
  const call: ToolCall<ToolName> = {
    self: self?.id ?? '',
    people: signal(people),
    namedOf: (id) => people.get(id) ?? { name: '', role: 'student', mistakable: null },
    ask: async (name, input) => {
      void note(name)(input);
      await line.answered;
      return line.refuses ? null : ({} as never);
    },
    sealAll: (_, value) => Promise.resolve(JSON.stringify(value)),
    sealFor: (_kind, ids, _scope, value) => Promise.resolve(ids.map((to) => ({ to, box: JSON.stringify(value) }))),
    open: (_kind, _from, _scope, box) => Promise.resolve(JSON.parse(box) as never),
    slates: () => (scene.slates && self ? Promise.resolve(localSlates(scene.slates, authorOf(self))) : new Promise(() => {})),
    files: () => new Promise(() => {}),
    keys: {
      sign: () => Promise.resolve(new Uint8Array(64)),
      isSigned: () => Promise.resolve(true),
      pairWith: () => Promise.resolve(null),
    },
    outlets: signal([]),
    refused: () => {},
    announce: () => {},
  };
  return Array.from(tools, ([name, tool]) => {
    if (name === 'chat') {
      const chat = openChat(call);
      chat.lines.value = scene.chat ?? [];
      chat.seen.value = chat.lines.value.length;
      return liveChat(call, chat);
    }
    if (name === 'files') {
      const { handouts = [], giving = [], fetching = new Map() } = scene.files ?? {};
      const files = openFilesRoom(call);
      return liveFiles({
        ...files,
        handouts: signal(handouts),
        giving: { ...files.giving, all: signal(giving) },
        fetching: { ...files.fetching, all: signal(fetching) },
      });
    }
    if (name === 'reactions') {
      const reactions = openReactions(call);
      reactions.shown.value = scene.reactions ?? [];
      return liveReactions(call, reactions);
    }
    if (name === 'polls' && scene.polls) return livePolls(fakePolls(scene.polls, call.self));
    const live = tool.start(call) as LiveTool<keyof ToolStates>;
    const state = scene.tools?.[name as keyof ToolStates];
    if (state !== undefined) live.takes(state as never, true);
    return live;
  });
}

/** A call that goes nowhere. `told` holds what the view asked for, newest last; `state` can be changed as the server would. */
export type FakeCall = EquippedCall & {
  readonly told: string[];
  readonly state: Signal<ClassState>;
  readonly people: Signal<ReadonlyMap<string, Person>>;
  readonly phase: Signal<Phase>;
  readonly waiting: Signal<readonly Waiting[]>;
  readonly speakers: Signal<readonly string[]>;
  readonly notices: Signal<readonly Notice[]>;
  readonly line: FakeLine;
};

/** A call that answers to the view alone. */
export function fakeCall(scene: Scene, tools: LoadedTools): FakeCall {
  const told: string[] = [];
  const line: FakeLine = { answered: Promise.resolve(), refuses: false };
  const people = scene.people ?? [];
  const self = people.find((person) => person.self);
  const localOf = (source: Source): LocalMedia =>
    self?.sending[source] ? (self.sending[source].paused ? 'paused' : 'on') : 'off';
  const tracks = new Map<string, MediaStreamTrack>();
  people.forEach((person, index) => {
    if (person.sending.camera) tracks.set(`${person.id}/camera`, face(index));
    if (person.sending.screen) tracks.set(`${person.id}/screen`, slide());
  });
  const localTracks = new Map<Source, MediaStreamTrack>();
  for (const source of ['camera', 'screen'] as const) {
    const track = self && tracks.get(`${self.id}/${source}`);
    if (track) localTracks.set(source, track);
  }
  const note =
    (name: string, value: unknown = true) =>
    (...details: unknown[]) => {
      told.push(JSON.stringify([name, ...details]));
      return Promise.resolve(value as never);
    };
  const notices = signal<readonly Notice[]>(scene.notices ?? []);
  const audioOnly = signal(scene.audioOnly ?? false);
  const names = [
    'leave',
    'endClass',
    'setMic',
    'setCamera',
    'setScreen',
    'setDevice',
    'watch',
    'admit',
    'refuse',
    'refuseAll',
    'setLobby',
    'setLocked',
    'setCalm',
    'setRight',
    'setSpotlight',
    'grant',
    'stop',
    'ask',
    'remove',
    'setRole',
  ] as const;
  const actions = Object.fromEntries(names.map((name) => [name, note(name)])) as unknown as Call['actions'];
  const state = signal<ClassState>({
    lobby: true,
    locked: false,
    calm: false,
    rights,
    spotlight: null,
    hostDeadline: null,
    unreachable: false,
    ...scene.state,
  });
  return {
    told,
    line,
    phase: signal<Phase>(scene.phase ?? { at: 'class' }),
    connection: signal(scene.connection ?? 'connected'),
    self: self?.id ?? '',
    title: scene.title ?? 'Maths, 3e B',
    rules: scene.rules ?? 'On lève la main avant de parler.\nOn reste poli.',
    people: signal<ReadonlyMap<string, Person>>(new Map(people.map((person) => [person.id, person]))),
    waiting: signal<readonly Waiting[]>(scene.waiting ?? []),
    turnedAway: signal(scene.turnedAway ?? 0),
    state,
    shield: signal(scene.shield ?? { encrypted: true, warnings: [], confirmedAt: new Date('2026-03-02T10:24:00') }),
    tools: signal(toolsOf(scene, tools, note, line)),
    notices,
    receipt: signal(null),
    speakers: signal<readonly string[]>(scene.speakers ?? []),
    local: signal({ mic: localOf('mic'), camera: localOf('camera'), screen: localOf('screen'), screenAudio: 'off' }),
    localTracks: signal(localTracks),
    tracks: signal(tracks),
    audioOnly,
    studentLink: 'https://classe.example/c/AAAAAAAAAAAAAAAAAAAAAA#BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB',
    may: (right) => self?.role !== 'student' || (state.value.rights[right] && !state.value.calm),
    actions: {
      ...actions,
      words: note('words', { words: ['violet', 'tortue', 'balcon', 'neige', 'cuivre'], people: people.length }),
      setAudioOnly: (on) => (audioOnly.value = on),
      dismissNotice: (key) => (notices.value = notices.value.filter((notice) => notice.key !== key)),
    },
  };
}
