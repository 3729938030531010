import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Writers } from '#protocol/slates.ts';
import { mayWrite } from '../../slates/entry.ts';
import { oneSlate, writersOf } from '../../slates/oneSlate.ts';
import type { ClientTool, LiveTool, ToolCall } from '../port.ts';
import { type Fetching, openFetching } from './fetching.ts';
import { type Giving, openGiving } from './giving.ts';
import { type Handout, handoutModel, mayTakeBack } from './handout.ts';
import { saveFile } from '../../ui/actions/saveFile.ts';
import style from './style.css?inline';
import { words } from './text.ts';
import { filesParts } from './view.tsx';

/** What is handed out in the class, as one person has it. */
export type FilesRoom = {
  readonly handouts: ReadonlySignal<readonly Handout[]>;
  /** Those that were there when this browser came, or that one has seen. */
  readonly seen: Signal<number>;
  /** All that was handed out before is known. */
  readonly isRead: ReadonlySignal<boolean>;
  readonly mayGive: ReadonlySignal<boolean>;
  readonly who: ReadonlySignal<Writers>;
  readonly giving: Giving;
  readonly fetching: Fetching;
  mayTakeBack(handout: Handout): boolean;
  takeBack(handout: Handout): void;
  allow(who: 'all' | 'nobody'): void;
};

type Call = ToolCall<'files'>;

export const liveFiles = (room: FilesRoom): LiveTool<'files'> => ({
  hears: {},
  takes: null,
  parts: filesParts(room),
  kept: null,
  [Symbol.dispose]: () => {
    room.giving.stopAll();
    for (const id of room.fetching.all.value.keys()) room.fetching.forget(id);
  },
});

export const openFilesRoom = (call: Call): FilesRoom => {
  // It names the files; made by who holds the class, for the first.
  const { slate, opened } = oneSlate(call.slates(), handoutModel);
  const holds = () => holdsClass(call.people.value.get(call.self)?.role ?? 'student');
  const tell = (sentence: () => string) => call.announce({ words: sentence });
  const told = (code: RefusalCode | null | undefined) => code && call.refused(code);
  const handouts = computed((): readonly Handout[] => {
    void slate.value?.version.value;
    return Array.from(slate.value?.state.values() ?? []);
  });
  const who = writersOf(slate);
  const takeBack = async ({ file: { id } }: Handout): Promise<void> => {
    fetching.forget(id);
    const refused = await slate.value?.write({ takeBack: id });
    if (refused) return void told(refused);
    await (await call.files()).drop(id);
  };
  const fetching = openFetching({
    files: () => call.files(),
    slate: () => slate.value?.id ?? null,
    save: (blob, { name }) => {
      const shown = name || words().nameless;
      saveFile(shown, blob);
      tell(() => words().saved(shown));
    },
  });
  return {
    handouts,
    seen: signal(0),
    isRead: computed(() => slate.value?.isRead.value ?? true),
    mayGive: computed(() => holds() || mayWrite(who.value, call.self)),
    who,
    giving: openGiving({
      files: () => call.files(),
      slate: async () => {
        const one = await opened();
        return typeof one === 'string' ? one : { id: one.id, write: (give, name) => one.write({ give, name }) };
      },
      done: (name) => tell(() => words().given(name || words().nameless)),
    }),
    fetching,
    mayTakeBack: (handout) => mayTakeBack(handout, { id: call.self, holds: holds() }),
    takeBack: (handout) => void takeBack(handout),
    allow: (next) => void opened().then((one) => (typeof one === 'string' ? told(one) : one.allow(next).then(told))),
  };
};

export const files: ClientTool<'files'> = { style, start: (call) => liveFiles(openFilesRoom(call)) };
