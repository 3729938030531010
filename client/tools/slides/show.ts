import { type ReadonlySignal, type Signal, computed, effect, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Writers } from '#protocol/slates.ts';
import { mayWrite } from '../../slates/entry.ts';
import { writersOf } from '../../slates/oneSlate.ts';
import type { Slate } from '../../slates/slate.ts';
import { type Deck, type DeckFile, type DeckOp, type Leaf, type Place, type View, withPending } from './deck.ts';

/** The slides as one person has them: what is shown to all, and what is only theirs. */
export type Show = Disposable & {
  readonly deck: ReadonlySignal<Deck | null>;
  /** Where one is: in step, or leafing alone. */
  readonly at: ReadonlySignal<Place | null>;
  readonly file: ReadonlySignal<DeckFile | null>;
  /** What one sees of the page; null: all of it. */
  readonly view: ReadonlySignal<View | null>;
  /** One sees the page that is shown to all. */
  readonly inStep: ReadonlySignal<boolean>;
  /** Whether one's turning turns for all, for who may. */
  readonly leads: Signal<boolean>;
  readonly mayTurn: ReadonlySignal<boolean>;
  /** Who may turn the pages for all, beside those who hold the class. */
  readonly who: ReadonlySignal<Writers>;
  go(file: string, leaf: Leaf): void;
  /** So many pages on, or back. */
  step(by: number): void;
  look(view: View | null): void;
  /** Back to what is shown to all. */
  follow(): void;
  /** Brings all to where one is. */
  call(): void;
  write(...ops: readonly DeckOp[]): void;
  allow(who: Writers): void;
};

export type ShowPort = {
  readonly self: string;
  readonly slate: ReadonlySignal<Slate<Deck, DeckOp> | null>;
  readonly holds: () => boolean;
  refused(code: RefusalCode): void;
};

/** What others see of one's zoom is told so often, in milliseconds. */
const viewMs = 200;

export const openShow = ({ self, slate, holds, refused }: ShowPort): Show => {
  /** Where one leafs alone. */
  const alone = signal<Pick<Place, 'file' | 'leaf'> | null>(null);
  /** What one looks at, where it is not what is shown to all; `view` may be all of the page. */
  const ownView = signal<{ readonly view: View | null } | null>(null);
  const leads = signal(true);
  let telling: ReturnType<typeof setTimeout> | null = null;
  const deck = computed((): Deck | null => {
    const one = slate.value;
    if (!one) return null;
    void one.version.value;
    return withPending(one.state, one.pending, { id: self, name: '', holds: holds() });
  });
  const who = writersOf(slate);
  const mayTurn = computed(() => holds() || mayWrite(who.value, self));
  const shared = computed(() => deck.value?.at ?? null);
  const at = computed((): Place | null => {
    const own = alone.value;
    const known = own && deck.value?.files.get(own.file)?.leaves.includes(own.leaf);
    return known ? { ...own, view: null } : shared.value;
  });
  const view = computed(() => (ownView.value ? ownView.value.view : (at.value?.view ?? null)));
  const write = (...ops: readonly DeckOp[]): void => {
    const one = slate.peek();
    if (one) for (const op of ops) void one.write(op).then((code) => code && refused(code));
  };
  const go = (file: string, leaf: Leaf): void => {
    ownView.value = null;
    if (mayTurn.peek() && leads.peek()) {
      alone.value = null;
      write({ turn: { file, leaf, view: null } });
    } else {
      const now = shared.peek();
      alone.value = now?.file === file && now.leaf === leaf ? null : { file, leaf };
    }
  };
  const tell = (): void => {
    telling = null;
    const place = at.peek();
    if (place && mayTurn.peek() && leads.peek()) write({ turn: { ...place, view: view.peek() } });
  };
  const follow = (): void => {
    alone.value = null;
    ownView.value = null;
  };
  let called: number | null = null;
  const stop = effect(() => {
    const now = deck.value?.called;
    if (now === undefined) return;
    if (called !== null && now > called) follow();
    called = now;
  });
  return {
    deck,
    at,
    file: computed(() => (at.value && deck.value?.files.get(at.value.file)) ?? null),
    view,
    inStep: computed(() => alone.value === null || at.value === shared.value),
    leads,
    mayTurn,
    who,
    go,
    step: (by) => {
      const place = at.peek();
      const leaves = (place && deck.peek()?.files.get(place.file)?.leaves) ?? [];
      const next = place && leaves[leaves.indexOf(place.leaf) + by];
      if (place && next != null) go(place.file, next);
    },
    look: (next) => {
      ownView.value = { view: next };
      if (mayTurn.peek() && leads.peek()) telling ??= setTimeout(tell, viewMs);
    },
    follow,
    call: () => {
      const place = at.peek();
      if (place) write({ turn: { ...place, view: view.peek() } }, { call: true });
      follow();
    },
    write,
    allow: (next) =>
      void slate
        .peek()
        ?.allow(next)
        .then((code) => code && refused(code)),
    [Symbol.dispose]: () => {
      if (telling !== null) clearTimeout(telling);
      stop();
    },
  };
};
