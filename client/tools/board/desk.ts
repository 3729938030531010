import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Writers } from '#protocol/slates.ts';
import type { Slate } from '../../slates/slate.ts';
import {
  type Board,
  type BoardGlimpse,
  type BoardOp,
  type Colour,
  type Figure,
  type Width,
  isFull,
  undoOf,
  withPending,
} from './board.ts';
import { type View } from './sheet/viewport.ts';

/** What a pointer does on the board. */
export type BoardTool = 'select' | 'move' | 'laser' | 'pen' | 'light' | 'eraser' | Figure | 'text' | 'note';

/** The board as one person has it: what all see, and what is only theirs. */
export type Desk = {
  readonly board: ReadonlySignal<Board | null>;
  readonly tool: Signal<BoardTool>;
  readonly colour: Signal<Colour>;
  readonly width: Signal<Width>;
  /** The page that one looks at, where it is not the one that the teacher shows. */
  readonly page: ReadonlySignal<string | null>;
  readonly view: Signal<View | null>;
  readonly selected: Signal<readonly string[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  readonly mayDraw: ReadonlySignal<boolean>;
  /** Who may draw, beside those who hold the class. */
  readonly who: ReadonlySignal<Writers>;
  /** Follows the teacher, or leafs alone. */
  readonly follows: ReadonlySignal<boolean>;
  turn(page: string | null): void;
  draw(...ops: readonly BoardOp[]): void;
  /** What one is drawing, for the others to see meanwhile. */
  glimpse(glimpse: BoardGlimpse): void;
  /** The same of the others. */
  readonly glimpses: ReadonlySignal<readonly BoardGlimpse[]>;
  undo(): void;
  redo(): void;
  allow(who: Writers): void;
};

type Step = { readonly done: readonly BoardOp[]; readonly undone: readonly BoardOp[] };

const deepest = 100;
/** Others are shown what is being drawn so often, in milliseconds. */
const glimpseMs = 70;

export type DeskPort = {
  readonly self: string;
  readonly slate: ReadonlySignal<Slate<Board, BoardOp, BoardGlimpse> | null>;
  readonly holds: () => boolean;
  readonly mayDraw: () => boolean;
  refused(code: RefusalCode): void;
};

export const openDesk = ({ self, slate, holds, mayDraw, refused }: DeskPort): Desk => {
  const past = signal<readonly Step[]>([]);
  const future = signal<readonly Step[]>([]);
  const own = signal<string | null>(null);
  let glimpsedAt = -Infinity;
  const me = () => ({ id: self, name: '', holds: holds() });
  const board = computed((): Board | null => {
    const one = slate.value;
    if (!one) return null;
    void one.version.value;
    // Another object at each change: what is drawn is compared by it.
    return { ...withPending(one.state, one.pending, me()) };
  });
  const page = computed(() => {
    const now = board.value;
    const known = now?.pages.some(({ id }) => id === own.value);
    return known ? own.value : (now?.shown ?? now?.pages[0]?.id ?? null);
  });
  const write = (ops: readonly BoardOp[]): void => {
    const one = slate.value;
    if (!one) return;
    for (const op of ops) void one.write(op).then((code) => code && refused(code));
  };
  const step = (from: typeof past, to: typeof past, kind: keyof Step): void => {
    const last = from.value.at(-1);
    if (!last) return;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, last].slice(-deepest);
    write(last[kind]);
  };
  return {
    board,
    tool: signal<BoardTool>('pen'),
    colour: signal<Colour>('ink'),
    width: signal<Width>('thin'),
    page,
    view: signal<View | null>(null),
    selected: signal<readonly string[]>([]),
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    mayDraw: computed(() => {
      void slate.value?.version.value;
      return mayDraw();
    }),
    who: computed((): Writers => {
      void slate.value?.version.value;
      return slate.value?.who ?? 'nobody';
    }),
    follows: computed(() => own.value === null),
    turn: (to) => (own.value = to),
    draw: (...ops) => {
      const now = board.value;
      if (!now || ops.length === 0) return;
      const added = ops.flatMap((op) => ('put' in op && !now.elements.has(op.put) ? [op.element] : []));
      if (added.length > 0 && isFull(now, me(), added)) return refused('slate-full');
      const undone = undoOf(now, ops, me());
      if (undone.length > 0) past.value = [...past.value, { done: ops, undone }].slice(-deepest);
      future.value = [];
      write(ops);
    },
    glimpse: (glimpse) => {
      const now = performance.now();
      if (now - glimpsedAt < glimpseMs || !mayDraw()) return;
      glimpsedAt = now;
      void slate.value?.glimpses.show(glimpse);
    },
    glimpses: computed(() => Array.from(slate.value?.glimpses.seen.value.values() ?? [], ({ value }) => value)),
    undo: () => step(past, future, 'undone'),
    redo: () => step(future, past, 'done'),
    allow: (who) => void slate.value?.allow(who).then((code) => code && refused(code)),
  };
};
