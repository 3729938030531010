import { type ReadonlySignal, computed } from '@preact/signals';
import { mayWrite } from '../../slates/entry.ts';
import { oneSlate } from '../../slates/oneSlate.ts';
import { holdsClass } from '#protocol/permissions.ts';
import type { ClientTool } from '../port.ts';
import { boardModel, pageBox } from './board.ts';
import { type BoardDesk, openBoardDesk } from './desk.ts';
import { newId } from '../../sheet/gestures.ts';
import { boardKept } from './keeping.ts';
import style from './style.css?inline';
import { boardParts } from './view.tsx';

/** The board of the class. */
export type BoardRoom = {
  readonly desk: BoardDesk;
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
    const { slate, opened } = oneSlate(call.slates(), boardModel);
    const holds = () => holdsClass(call.people.value.get(call.self)?.role ?? 'student');
    const desk = openBoardDesk({
      self: call.self,
      slate,
      holds,
      mayDraw: () => holds() || mayWrite(slate.value?.who ?? 'nobody', call.self),
      refused: (code) => call.refused(code),
    });
    const room: BoardRoom = {
      desk,
      shown: computed(() => desk.layer.value?.shown != null),
      show: async () => {
        const one = await opened();
        if (typeof one === 'string') return call.refused(one);
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
      open: async () => {
        const one = await opened();
        return typeof one === 'string' ? one : null;
      },
      write: async (op) => (await slate.peek()?.write(op)) ?? null,
      newId,
    });
    return { hears: {}, takes: null, parts: boardParts(room), kept, [Symbol.dispose]: () => desk[Symbol.dispose]() };
  },
};
