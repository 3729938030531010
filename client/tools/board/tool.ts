import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { mayWrite } from '../../slates/entry.ts';
import type { Slate } from '../../slates/slate.ts';
import type { ToolSlates } from '../../slates/slates.ts';
import { holdsClass } from '#protocol/permissions.ts';
import type { ClientTool } from '../port.ts';
import type { SheetGlimpse } from '../../sheet/marks.ts';
import { type Board, type BoardOp, boardModel, pageBox } from './board.ts';
import { type BoardDesk, openBoardDesk } from './desk.ts';
import { newId } from '../../sheet/gestures.ts';
import { boardKept } from './keeping.ts';
import style from './style.css?inline';
import { boardParts } from './view.tsx';

/** The board of the class. */
export type BoardRoom = {
  readonly desk: BoardDesk;
  readonly slate: ReadonlySignal<Slate<Board, BoardOp, SheetGlimpse> | null>;
  /** It is shown to everybody. */
  readonly shown: ReadonlySignal<boolean>;
  /** Shows it, for who holds the class: a new one where there is none yet. */
  show(): Promise<void>;
  hide(): void;
  /** Puts a text on the page that is shown, for who holds the class. Resolves to whether it is there. */
  bring(text: string): Promise<boolean>;
};

export const board: ClientTool<'board'> = {
  style,
  start: (call) => {
    const slates = signal<ToolSlates<Board, BoardOp, SheetGlimpse> | null>(null);
    void call.slates().then((all) => (slates.value = all.of(boardModel)));
    const slate = computed(() => slates.value?.all.value[0] ?? null);
    const me = () => call.people.value.get(call.self);
    const holds = () => holdsClass(me()?.role ?? 'student');
    const desk = openBoardDesk({
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
      shown: computed(() => desk.layer.value?.shown != null),
      show: async () => {
        const refused = await open();
        if (refused) return call.refused(refused);
        const now = desk.layer.value;
        const page = desk.page.value ?? now?.pages[0]?.id;
        if (page !== undefined) desk.draw({ show: page });
      },
      bring: async (text) => {
        await room.show();
        const page = desk.page.value;
        if (page === null) return false;
        const at: [number, number] = [pageBox.right / 20, pageBox.bottom / 10];
        desk.draw({ put: newId(), element: { kind: 'text', page, colour: 'ink', at, text, note: true } });
        return true;
      },
      hide: () => desk.draw({ show: null }),
    };
    const kept = boardKept({
      board: () => desk.layer.peek(),
      open,
      write: async (op) => (await slate.peek()?.write(op)) ?? null,
      newId,
    });
    return { hears: {}, takes: null, parts: boardParts(room), kept, [Symbol.dispose]: () => desk[Symbol.dispose]() };
  },
};
