import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from 'y-prosemirror';
import { type Doc, UndoManager, type XmlFragment, applyUpdate, encodeStateAsUpdate, getState, mergeUpdates } from 'yjs';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Writers } from '#protocol/slates.ts';
import { writersOf } from '../../../slates/oneSlate.ts';
import type { Slate } from '../../../slates/slate.ts';
import type { Glimpse } from '../../../slates/glimpses.ts';
import { rootName } from './checks.ts';
import { type Notes, type NotesGlimpse, type NotesOp, inParts, newDoc } from './model.ts';

export type NotesSlate = Slate<Notes, NotesOp, NotesGlimpse>;

/** The text as one writes it: what all have, and what one wrote that is on its way. */
export type Draft = { readonly doc: Doc; readonly type: XmlFragment; readonly undo: UndoManager };

/** The notes as one person has them. */
export type NotesDesk = Disposable & {
  /** Another one when what one had cannot go on: then one writes on from what all have. */
  readonly draft: ReadonlySignal<Draft | null>;
  /** What all have; to be read again when it has changed. */
  readonly notes: ReadonlySignal<{ readonly notes: Notes } | null>;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** Who may write, beside those who hold the class. */
  readonly who: ReadonlySignal<Writers>;
  readonly cursors: ReadonlySignal<ReadonlyMap<string, Glimpse<NotesGlimpse>>>;
  point(glimpse: NotesGlimpse): void;
  allow(who: Writers): void;
  show(shown: boolean): void;
};

export type NotesPort = {
  readonly slate: ReadonlySignal<NotesSlate | null>;
  readonly mayWrite: () => boolean;
  refused(code: RefusalCode): void;
};

/** What one types within this time goes out together, in milliseconds. */
const gatherMs = 120;
/** Others are shown one's cursor so often at most, in milliseconds. */
const glimpseMs = 100;

/** Whose change it is that came from the class. */
const fromClass = 'class';
const now = (): number => Math.floor(Date.now() / 1_000);
const none: ReadonlyMap<string, Glimpse<NotesGlimpse>> = new Map();

/** What one writes on one slate, from the first letter on. */
class Writing implements Disposable {
  readonly draft = signal<Draft | null>(null);
  readonly #port: NotesPort;
  readonly #slate: NotesSlate;
  /** The text of the class that the draft follows. */
  #followed: Doc | null = null;
  #gathered: Uint8Array[] = [];
  /** Written, and not known to be in the text of the class. */
  #sent: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft has something that the class does not get. */
  #strays = false;
  readonly #stop: () => void;

  constructor(slate: NotesSlate, port: NotesPort) {
    this.#slate = slate;
    this.#port = port;
    this.#stop = effect(() => {
      void slate.version.value;
      if (slate.isRead.value && slate.state.doc !== this.#followed) this.#begin();
    });
  }

  [Symbol.dispose](): void {
    this.#stop();
    clearTimeout(this.#timer);
    this.#drop();
  }

  #drop(): void {
    this.#followed?.off('update', this.#follow);
    const draft = this.draft.peek();
    draft?.undo.destroy();
    draft?.doc.destroy();
  }

  #begin(): void {
    this.#flush();
    this.#drop();
    this.#strays = false;
    this.#followed = this.#slate.state.doc;
    const doc = newDoc();
    applyUpdate(doc, encodeStateAsUpdate(this.#followed), fromClass);
    for (const update of this.#sent) applyUpdate(doc, update, fromClass);
    const type = doc.getXmlFragment(rootName);
    const undo = new UndoManager(type, {
      trackedOrigins: new Set([ySyncPluginKey]),
      deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
      captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromClass) return;
      if (this.#port.mayWrite()) this.#gather(update);
      else this.#strays = true;
    });
    this.#followed.on('update', this.#follow);
    this.draft.value = { doc, type, undo };
  }

  readonly #follow = (update: Uint8Array): void => {
    const draft = this.draft.peek();
    if (this.#strays || !draft) queueMicrotask(() => this.#again());
    else applyUpdate(draft.doc, update, fromClass);
  };

  #again(): void {
    if (this.#followed !== null && this.#slate.isRead.peek()) this.#begin();
  }

  #gather(update: Uint8Array): void {
    this.#gathered.push(update);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const draft = this.draft.peek();
    if (this.#gathered.length === 0 || !draft) return;
    const update = mergeUpdates(this.#gathered);
    this.#gathered = [];
    void this.#write(update, draft.doc.clientID, getState(draft.doc.store, draft.doc.clientID));
  }

  async #write(update: Uint8Array, client: number, clock: number): Promise<void> {
    const parts = inParts(update, now());
    this.#sent.push(update);
    const codes = await Promise.all(parts.map((part) => this.#slate.write(part)));
    this.#sent = this.#sent.filter((one) => one !== update);
    const code = parts.length === 0 ? 'too-large' : codes.find((one) => one !== null);
    const isTaken = code === undefined && getState(this.#slate.state.doc.store, client) >= clock;
    if (isTaken || this.draft.peek()?.doc.clientID !== client) return;
    // What one wrote is not in the text of the class: neither is what comes after it.
    this.#sent = [];
    this.#gathered = [];
    if (code !== 'not-found') this.#port.refused(code ?? 'conflict');
    this.#again();
  }
}

export const openDesk = (port: NotesPort): NotesDesk => {
  const { slate, mayWrite, refused } = port;
  const writing = signal<Writing | null>(null);
  let glimpsedAt = -Infinity;
  let known: { readonly of: NotesSlate | null; readonly notes: { readonly notes: Notes } | null } = { of: null, notes: null };
  const stop = effect(() => {
    const one = slate.value;
    writing.peek()?.[Symbol.dispose]();
    writing.value = one && new Writing(one, port);
  });
  const told = (written: Promise<RefusalCode | null> | undefined): void =>
    void written?.then((code) => code !== null && refused(code));
  return {
    draft: computed(() => writing.value?.draft.value ?? null),
    notes: computed(() => {
      const one = slate.value;
      void one?.version.value;
      if (one !== known.of) known = { of: one, notes: null };
      // While what was missed is read, one sees what there was.
      if (one?.isRead.value) known = { of: one, notes: { notes: one.state } };
      return known.notes;
    }),
    mayWrite: computed(() => {
      void slate.value?.version.value;
      return mayWrite();
    }),
    who: writersOf(slate),
    cursors: computed(() => slate.value?.glimpses.seen.value ?? none),
    point: (glimpse) => {
      const at = performance.now();
      if (at - glimpsedAt < glimpseMs || !mayWrite()) return;
      glimpsedAt = at;
      void slate.value?.glimpses.show(glimpse);
    },
    allow: (who) => told(slate.value?.allow(who)),
    show: (shown) => told(slate.value?.write({ show: shown })),
    [Symbol.dispose]: () => {
      stop();
      writing.peek()?.[Symbol.dispose]();
    },
  };
};
