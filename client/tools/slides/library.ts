import { type ReadonlySignal, signal } from '@preact/signals';
import type { FileFault, FileResult } from '../../files/port.ts';
import type { FileReference } from '../../files/reference.ts';
import type { DeckFile } from './deck.ts';
import type { OpenPdf, PdfReader, PdfTrouble } from './reading.ts';

/** How the bytes of a file come to this browser. `onPart` is told which part of it has come, from 0 to 1. */
export type FileSource = (
  ref: FileReference,
  onPart: (part: number) => void,
  signal: AbortSignal,
) => Promise<FileResult<Uint8Array<ArrayBuffer>>>;

/** A file in this browser: on its way, open, or not to be shown. */
export type Held =
  | { readonly state: 'coming'; readonly part: number }
  | { readonly state: 'open'; readonly pdf: OpenPdf }
  | { readonly state: 'trouble'; readonly trouble: PdfTrouble | FileFault };

/** The files that this browser has opened. */
export type Library = Disposable & {
  /** By the identifier of the file. */
  readonly held: ReadonlySignal<ReadonlyMap<string, Held>>;
  /** Brings it, where it is not here yet; one that could not be brought is tried again. */
  want(file: DeckFile, again?: boolean): void;
  /** Opens what was chosen on this device. */
  open(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | PdfTrouble>;
  /** It was opened here, and needs not be brought. */
  has(id: string, pdf: OpenPdf): void;
  /** Forgets all but these. */
  keepOnly(ids: ReadonlySet<string>): void;
};

/** So many files stay open at once: each is in memory whole. */
const openAtOnce = 3;

/** `reader`: its script comes when the first file is opened. */
export const openLibrary = (reader: () => Promise<PdfReader>, source: FileSource): Library => {
  const held = signal<ReadonlyMap<string, Held>>(new Map());
  const coming = new Map<string, AbortController>();
  const set = (id: string, now: Held | null): void => {
    const next = new Map(held.peek());
    // The one that was wanted last stands last.
    next.delete(id);
    if (now) next.set(id, now);
    held.value = next;
  };
  const close = (id: string): void => {
    coming.get(id)?.abort();
    coming.delete(id);
    const one = held.peek().get(id);
    set(id, null);
    if (one?.state === 'open') one.pdf[Symbol.dispose]();
  };
  const has = (id: string, pdf: OpenPdf): void => {
    set(id, { state: 'open', pdf });
    const open = Array.from(held.peek()).filter(([, { state }]) => state === 'open');
    for (const [old] of open.slice(0, -openAtOnce)) close(old);
  };
  const open = async (bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | PdfTrouble> => {
    const one = await reader().catch(() => null);
    return one ? one.open(bytes) : 'no-reader';
  };
  const bring = async ({ id, ref }: DeckFile): Promise<void> => {
    const giveUp = new AbortController();
    coming.set(id, giveUp);
    set(id, { state: 'coming', part: 0 });
    const onPart = (part: number): void => {
      if (!giveUp.signal.aborted) set(id, { state: 'coming', part });
    };
    const come = await source(ref, onPart, giveUp.signal);
    const pdf = come.ok && !giveUp.signal.aborted ? await open(come.value) : come.ok ? 'stopped' : come.code;
    if (giveUp.signal.aborted) {
      if (typeof pdf !== 'string') pdf[Symbol.dispose]();
      return;
    }
    coming.delete(id);
    if (typeof pdf === 'string') set(id, { state: 'trouble', trouble: pdf });
    else has(id, pdf);
  };
  return {
    held,
    want: (file, again = false) => {
      const known = held.peek().get(file.id);
      if (!known || (again && known.state === 'trouble')) void bring(file);
    },
    open,
    has,
    keepOnly: (ids) => {
      for (const id of held.peek().keys()) if (!ids.has(id)) close(id);
    },
    [Symbol.dispose]: () => {
      for (const id of held.peek().keys()) close(id);
    },
  };
};
