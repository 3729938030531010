import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { mayWrite } from '../../slates/entry.ts';
import type { Slate } from '../../slates/slate.ts';
import type { ToolSlates } from '../../slates/slates.ts';
import { holdsClass } from '#protocol/permissions.ts';
import type { ClientTool } from '../port.ts';
import { type Board, type BoardGlimpse, type BoardOp, boardModel } from './board.ts';
import { type Desk, openDesk } from './desk.ts';
import { boardKept } from './keeping.ts';
import { newId } from './sheet/gestures.ts';
import style from './style.css?inline';
import { boardParts } from './view.tsx';

/** The board of the class. */
export type BoardRoom = {
  readonly desk: Desk;
  readonly slate: ReadonlySignal<Slate<Board, BoardOp, BoardGlimpse> | null>;
  /** It is shown to everybody. */
  readonly shown: ReadonlySignal<boolean>;
  /** Shows it, for who holds the class: a new one where there is none yet. */
  show(): Promise<void>;
  hide(): void;
};

export const board: ClientTool<'board'> = {
  style,
  start: (call) => {
    const slates = signal<ToolSlates<Board, BoardOp, BoardGlimpse> | null>(null);
    void call.slates().then((all) => (slates.value = all.of(boardModel)));
    const slate = computed(() => slates.value?.all.value[0] ?? null);
    const me = () => call.people.value.get(call.self);
    const holds = () => holdsClass(me()?.role ?? 'student');
    const desk = openDesk({
      self: call.self,
      slate,
      holds,
      mayDraw: () => holds() || mayWrite(slate.value?.who ?? 'nobody', call.self),
      refused: (code) => call.refused(code),
    });
    /** One is there then. */
    const open = async (): Promise<RefusalCode | null> => {
      const all = slates.value ?? (await call.slates()).of(boardModel);
      slates.value = all;
      if (slate.value) return null;
      const refused = await all.open();
      if (refused) return refused;
      await new Promise<void>((resolve) => {
        const stop = slate.subscribe((one) => one && (queueMicrotask(() => stop()), resolve()));
      });
      return null;
    };
    const room: BoardRoom = {
      desk,
      slate,
      shown: computed(() => desk.board.value?.shown != null),
      show: async () => {
        const refused = await open();
        if (refused) return call.refused(refused);
        const now = desk.board.value;
        const page = desk.page.value ?? now?.pages[0]?.id;
        if (page !== undefined) desk.draw({ show: page });
      },
      hide: () => desk.draw({ show: null }),
    };
    const kept = boardKept({
      board: () => desk.board.peek(),
      open,
      write: async (op) => (await slate.peek()?.write(op)) ?? null,
      newId,
    });
    return { hears: {}, takes: null, parts: boardParts(room), kept, [Symbol.dispose]: () => {} };
  },
};
