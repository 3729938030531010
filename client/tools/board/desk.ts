import { type ReadonlySignal, computed, effect, signal, untracked } from '@preact/signals';
import type { Writers } from '#protocol/slates.ts';
import { type Desk, type DeskPort, openDesk } from '../../sheet/desk.ts';
import { seenIn } from '../../sheet/viewport.ts';
import { writersOf } from '../../slates/oneSlate.ts';
import { type Board, type BoardOp, boardModel, pageBox } from './board.ts';

/** The board as one person has it. */
export type BoardDesk = Disposable &
  Desk<Board, BoardOp> & {
    /** Who may draw, beside those who hold the class. */
    readonly who: ReadonlySignal<Writers>;
    /** Follows the teacher, or leafs alone. */
    readonly follows: ReadonlySignal<boolean>;
    /** To a page that the teacher need not show; null follows. */
    turn(page: string | null): void;
    /** Brings everybody to what one sees oneself. */
    gather(): void;
    allow(who: Writers): void;
  };

type Corners = [left: number, top: number, right: number, bottom: number];

export const openBoardDesk = (port: Omit<DeskPort<Board, BoardOp>, 'model' | 'page' | 'extent'>): BoardDesk => {
  const { slate } = port;
  const own = signal<string | null>(null);
  /** One looks at what one was brought to, and not at the whole page. */
  const brought = signal(false);
  const desk: Desk<Board, BoardOp> = openDesk<Board, BoardOp>({
    ...port,
    model: boardModel,
    extent: () => {
      const { page, seen } = desk.layer.value?.gathered ?? {};
      return seen && brought.value && own.value === null && page === desk.page.value ? seen : pageBox;
    },
    page: (board) => {
      const known = board?.pages.some(({ id }) => id === own.value);
      return known ? own.value : (board?.shown ?? board?.pages[0]?.id ?? null);
    },
  });
  let count = 0;
  const stop = effect(() => {
    const now = desk.layer.value?.gathered?.count ?? 0;
    if (now === count) return;
    count = now;
    untracked(() => {
      own.value = null;
      brought.value = true;
      desk.view.value = null;
    });
  });
  return {
    ...desk,
    zoom: (factor, at) => {
      if (factor === 'fit') brought.value = false;
      desk.zoom(factor, at);
    },
    gather: () => {
      const page = desk.page.value;
      const seen = seenIn(desk.viewNow(), desk.size.peek());
      const [left, top, right, bottom] = [seen.left, seen.top, seen.right, seen.bottom].map(Math.round) as Corners;
      if (page !== null) desk.draw({ gather: page, seen: { left, top, right, bottom } });
    },
    [Symbol.dispose]: stop,
    who: writersOf(slate),
    follows: computed(() => own.value === null),
    turn: (to) => (own.value = to),
    allow: (who) => void slate.value?.allow(who).then((code) => code && port.refused(code)),
  };
};
