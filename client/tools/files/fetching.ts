import { type ReadonlySignal, signal } from '@preact/signals';
import type { Files } from '../../files/files.ts';
import type { Handout } from './handout.ts';
import { follow, type Transfer } from './transfer.ts';

export type Fetching = {
  /** By the identifier of the file. */
  readonly all: ReadonlySignal<ReadonlyMap<string, Transfer>>;
  /** Fetches a file, or goes on with it, and saves it on this device. */
  fetch(handout: Handout): void;
  stop(id: string): void;
  /** Lets go of what has come of it. */
  forget(id: string): void;
};

type Port = {
  files(): Promise<Files>;
  /** The slate that names it; null when it is gone. */
  slate(): string | null;
  save(blob: Blob, handout: Handout): void;
};

type Coming = { readonly incoming: ReturnType<Files['incoming']>; stop: AbortController };

export const openFetching = (port: Port): Fetching => {
  const all = signal<ReadonlyMap<string, Transfer>>(new Map());
  const coming = new Map<string, Coming>();
  const show = (id: string, transfer: Transfer | null): void => {
    const now = new Map(all.value);
    if (transfer) now.set(id, transfer);
    else now.delete(id);
    all.value = now;
  };
  const fetch = async (handout: Handout): Promise<void> => {
    const { id } = handout.file;
    const before = all.value.get(id);
    const slate = port.slate();
    if (before?.at === 'going' || slate === null) return;
    // Pressed again before the script has come, it begins once.
    show(id, { at: 'going', bytes: 0, waits: false });
    const incoming = coming.get(id)?.incoming ?? (await port.files()).incoming(slate, handout.file);
    const stop = new AbortController();
    coming.set(id, { incoming, stop });
    const came = await follow((following) => incoming.fetch(following), {
      stop: stop.signal,
      from: before?.at === 'stopped' ? before.bytes : 0,
      show: (transfer) => coming.has(id) && show(id, transfer),
    });
    if (!came.ok) return;
    coming.delete(id);
    port.save(came.value, handout);
  };
  return {
    all,
    fetch: (handout) => void fetch(handout),
    stop: (id) => coming.get(id)?.stop.abort(),
    forget: (id) => {
      coming.get(id)?.stop.abort();
      coming.delete(id);
      show(id, null);
    },
  };
};
