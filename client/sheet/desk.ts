import { type ReadonlySignal, type Signal, computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Slate } from '../slates/slate.ts';
import type { Box } from './geometry.ts';
import { type Drawn, type Layer, type LayerModel, type LayerOp, mayChange, onPage, undoOf, withPending } from './layer.ts';
import type { Colour, Figure, Point, SheetGlimpse, Width } from './marks.ts';
import { isFull } from './weight.ts';
import { type Size, type View, fitting, zoomed } from './viewport.ts';

/** What a pointer does on the sheet. */
export type SheetTool = 'select' | 'move' | 'laser' | 'pen' | 'light' | 'eraser' | Figure | 'text' | 'note';

/** A sheet as one person has it: what all see, and what is only theirs. `draw` takes what its slate knows. */
export type Desk<S extends Layer = Layer, Op = LayerOp> = {
  readonly self: string;
  /** With what one wrote and the server has not numbered yet; null before it has come. */
  readonly layer: ReadonlySignal<S | null>;
  /** The page that one looks at. */
  readonly page: ReadonlySignal<string | null>;
  readonly tool: Signal<SheetTool>;
  readonly colour: Signal<Colour>;
  readonly width: Signal<Width>;
  /** What is seen of the page; null: all of it. */
  readonly view: Signal<View | null>;
  /** How large the sheet is on the screen, in pixels of CSS. */
  readonly size: Signal<Size>;
  readonly selected: Signal<readonly string[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  readonly mayDraw: ReadonlySignal<boolean>;
  /** What is on the page and one may change. */
  mine(): readonly (Drawn & { readonly id: string })[];
  /** What of it is chosen. */
  readonly chosen: ReadonlySignal<readonly (Drawn & { readonly id: string })[]>;
  /** A picture that one is about to put on the page. */
  readonly offered: Signal<Blob | null>;
  viewNow(): View;
  /** Nearer or farther, about a point in pixels; `fit`: the whole page. */
  zoom(factor: number | 'fit', at?: Point): void;
  draw(...ops: readonly Op[]): void;
  /** What one is drawing, for the others to see meanwhile. */
  glimpse(glimpse: SheetGlimpse): void;
  /** The same of the others. */
  readonly glimpses: ReadonlySignal<readonly SheetGlimpse[]>;
  undo(): void;
  redo(): void;
};

type Step<Op> = { readonly done: readonly Op[]; readonly undone: readonly Op[] };

const deepest = 100;
/** Others are shown what is being drawn so often, in milliseconds. */
const glimpseMs = 70;

export type DeskPort<S extends Layer, Op> = {
  readonly self: string;
  readonly model: LayerModel<S, Op>;
  readonly slate: ReadonlySignal<Slate<S, Op, SheetGlimpse> | null>;
  /** Read again whenever a signal that it reads has changed. */
  readonly page: (state: S | null) => string | null;
  /** What is seen of a page at first, in units. */
  readonly extent: () => Box;
  readonly holds: () => boolean;
  readonly mayDraw: () => boolean;
  refused(code: RefusalCode): void;
};

/** What one did, to be taken back and done again. */
const openPast = <Op>(write: (ops: readonly Op[]) => void) => {
  const past = signal<readonly Step<Op>[]>([]);
  const future = signal<readonly Step<Op>[]>([]);
  const step = (from: typeof past, to: typeof past, kind: keyof Step<Op>): void => {
    const last = from.value.at(-1);
    if (!last) return;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, last].slice(-deepest);
    write(last[kind]);
  };
  return {
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    undo: () => step(past, future, 'undone'),
    redo: () => step(future, past, 'done'),
    add: (done: readonly Op[], undone: readonly Op[]): void => {
      if (undone.length > 0) past.value = [...past.value, { done, undone }].slice(-deepest);
      future.value = [];
    },
  };
};

/** What an item would add to what is there: what else a slate takes adds nothing. */
const addedBy = (layer: Layer, op: unknown): readonly Pick<Drawn, 'element'>[] => {
  const { put, element } = op as Partial<Extract<LayerOp, { put: string }>>;
  return put !== undefined && element && !layer.elements.has(put) ? [{ element }] : [];
};

export const openDesk = <S extends Layer, Op>(port: DeskPort<S, Op>): Desk<S, Op> => {
  const { self, model, slate } = port;
  let glimpsedAt = -Infinity;
  const me = () => ({ id: self, name: '', holds: port.holds() });
  const layer = computed((): S | null => {
    const one = slate.value;
    void one?.version.value;
    return one && withPending(model, one.state, one.pending, me());
  });
  const page = computed(() => port.page(layer.value));
  const view = signal<View | null>(null);
  const size = signal<Size>({ width: 0, height: 0 });
  const viewNow = (): View => view.value ?? fitting(port.extent(), size.value);
  const selected = signal<readonly string[]>([]);
  const mine = (): readonly (Drawn & { readonly id: string })[] => {
    const [now, at] = [layer.value, page.value];
    return now && at !== null ? onPage(now, at).filter((drawn) => mayChange(drawn, me())) : [];
  };
  const write = (ops: readonly Op[]): void => {
    const one = slate.value;
    if (!one) return;
    for (const op of ops) void one.write(op).then((code) => code && port.refused(code));
  };
  const { add, ...past } = openPast(write);
  return {
    self,
    layer,
    page,
    tool: signal<SheetTool>('pen'),
    colour: signal<Colour>('ink'),
    width: signal<Width>('thin'),
    view,
    size,
    selected,
    ...past,
    mayDraw: computed(() => {
      void slate.value?.version.value;
      return port.mayDraw();
    }),
    mine,
    chosen: computed(() => mine().filter(({ id }) => selected.value.includes(id))),
    offered: signal<Blob | null>(null),
    viewNow,
    zoom: (factor, at = [size.peek().width / 2, size.peek().height / 2]) => {
      view.value = factor === 'fit' ? null : zoomed(viewNow(), factor, at);
    },
    draw: (...ops) => {
      const now = layer.value;
      if (!now || ops.length === 0) return;
      const added = ops.flatMap((op) => addedBy(now, op));
      if (added.length > 0 && isFull(now, me(), added)) return port.refused('slate-full');
      add(ops, undoOf(model, now, ops, me()));
      write(ops);
    },
    glimpse: (glimpse) => {
      const now = performance.now();
      if (now - glimpsedAt < glimpseMs || !port.mayDraw()) return;
      glimpsedAt = now;
      void slate.value?.glimpses.show(glimpse);
    },
    glimpses: computed(() => Array.from(slate.value?.glimpses.seen.value.values() ?? [], ({ value }) => value)),
  };
};
