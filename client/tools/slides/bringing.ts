import { type ReadonlySignal, signal } from '@preact/signals';
import type { FileFault, FileResult, Following } from '../../files/port.ts';
import type { FileReference } from '../../files/reference.ts';
import { type DeckOp, most } from './deck.ts';
import type { Library } from './library.ts';
import type { PdfTrouble } from './reading.ts';

/** A file that one brings: `part` of it, from 0 to 1, is given to the class; `trouble`: why it was not. */
export type Bringing = {
  readonly key: number;
  readonly name: string;
  readonly part: number;
  readonly trouble: PdfTrouble | FileFault | null;
  /** Stops it, or takes its line away. */
  end(): void;
};

export type BringingPort = {
  readonly library: Library;
  give(blob: Blob, following: Following): Promise<FileResult<FileReference>>;
  write(...ops: readonly DeckOp[]): void;
  newId(): string;
};

export type Bringings = {
  readonly all: ReadonlySignal<readonly Bringing[]>;
  /** Opens what was chosen on this device, gives it to the class and shows its first page, one after the other. */
  bring(files: readonly File[]): Promise<void>;
};

/** A name that fits, without what every file has. */
const shownName = (name: string): string =>
  name
    .replace(/\.pdf$/i, '')
    .trim()
    .slice(0, most.name) || 'PDF';

export const openBringings = ({ library, give, write, newId }: BringingPort): Bringings => {
  const all = signal<readonly Bringing[]>([]);
  let last = 0;
  const change = (key: number, now: Partial<Bringing> | null): void => {
    all.value = all.value.flatMap((one) => (one.key !== key ? [one] : now ? [{ ...one, ...now }] : []));
  };
  const bringOne = async (file: File): Promise<void> => {
    const key = ++last;
    const giveUp = new AbortController();
    const end = (): void => {
      giveUp.abort();
      change(key, null);
    };
    all.value = [...all.value, { key, name: file.name, part: 0, trouble: null, end }];
    // It is read here first: what cannot be shown is not given to the class.
    const bytes = await file.arrayBuffer().catch(() => null);
    const blob = bytes && new Blob([bytes], { type: 'application/pdf' });
    const pdf = bytes ? await library.open(new Uint8Array(bytes)) : 'unread';
    if (typeof pdf === 'string' || !blob) return change(key, { trouble: pdf as PdfTrouble | FileFault });
    if (pdf.pages > most.pages) {
      pdf[Symbol.dispose]();
      return change(key, { trouble: 'too-long' });
    }
    const progress = (given: number): void => change(key, { part: given / blob.size });
    const given = await give(blob, { signal: giveUp.signal, progress });
    if (giveUp.signal.aborted || !given.ok) {
      pdf[Symbol.dispose]();
      return given.ok || giveUp.signal.aborted ? undefined : change(key, { trouble: given.code });
    }
    const id = newId();
    library.has(id, pdf);
    write(
      { add: { id, name: shownName(file.name), ref: given.value, pages: pdf.pages } },
      { turn: { file: id, leaf: 1, view: null } },
    );
    change(key, null);
  };
  return {
    all,
    bring: async (files) => {
      for (const file of files) await bringOne(file);
    },
  };
};
