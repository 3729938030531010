import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { Writers } from '#protocol/slates.ts';
import { type Desk, type DeskPort, openDesk } from '../../sheet/desk.ts';
import { type Board, type BoardOp, boardModel, pageBox } from './board.ts';

/** The board as one person has it. */
export type BoardDesk = Desk<Board, BoardOp> & {
  /** Who may draw, beside those who hold the class. */
  readonly who: ReadonlySignal<Writers>;
  /** Follows the teacher, or leafs alone. */
  readonly follows: ReadonlySignal<boolean>;
  /** To a page that the teacher need not show; null follows. */
  turn(page: string | null): void;
  allow(who: Writers): void;
};

export const openBoardDesk = (port: Omit<DeskPort<Board, BoardOp>, 'model' | 'page' | 'extent'>): BoardDesk => {
  const { slate } = port;
  const own = signal<string | null>(null);
  const desk = openDesk<Board, BoardOp>({
    ...port,
    model: boardModel,
    extent: () => pageBox,
    page: (board) => {
      const known = board?.pages.some(({ id }) => id === own.value);
      return known ? own.value : (board?.shown ?? board?.pages[0]?.id ?? null);
    },
  });
  return {
    ...desk,
    who: computed((): Writers => {
      void slate.value?.version.value;
      return slate.value?.who ?? 'nobody';
    }),
    follows: computed(() => own.value === null),
    turn: (to) => (own.value = to),
    allow: (who) => void slate.value?.allow(who).then((code) => code && port.refused(code)),
  };
};
