import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Files } from '../../files/files.ts';
import type { FileFault, FileResult } from '../../files/port.ts';
import type { FileReference } from '../../files/reference.ts';
import { safeName } from './names.ts';
import { follow, type Transfer } from './transfer.ts';

/** A file that one is handing out. `room`: how large it may be at most, in bytes, where it is too large. */
export type Given = {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly transfer: Transfer;
  readonly room: number | null;
};

export type Giving = {
  readonly all: ReadonlySignal<readonly Given[]>;
  /** Hands out files, one after the other. */
  give(chosen: readonly File[]): void;
  stop(key: number): void;
  /** Hands out again what failed. */
  again(key: number): void;
  /** Puts away the line of one that failed. */
  putAway(key: number): void;
  stopAll(): void;
};

type Port = {
  files(): Promise<Files>;
  /** The slate that names what is handed out: made for the first. Null when it cannot be. */
  slate(): Promise<{ readonly id: string; write(file: FileReference, name: string): Promise<RefusalCode | null> } | FileFault>;
  done(name: string): void;
};

type Order = { readonly key: number; readonly source: File; readonly stop: AbortController };

export const openGiving = (port: Port): Giving => {
  const all = signal<readonly Given[]>([]);
  const orders = new Map<number, Order>();
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  const change = (key: number, to: Partial<Given>) =>
    (all.value = all.value.map((one) => (one.key === key ? { ...one, ...to } : one)));
  const putAway = (key: number) => {
    orders.delete(key);
    all.value = all.value.filter((one) => one.key !== key);
  };
  const give = async ({ source, stop, key }: Order): Promise<FileResult<FileReference>> => {
    const files = await port.files();
    const slate = await port.slate();
    if (typeof slate === 'string') return { ok: false, code: slate };
    const room = await files.room();
    if (room !== null && !files.fits(source.size, room)) {
      change(key, { room });
      return { ok: false, code: 'file-too-large' };
    }
    const given = await follow((following) => files.put(slate.id, source, following), {
      stop: stop.signal,
      from: 0,
      show: (transfer) => transfer && change(key, { transfer }),
    });
    if (!given.ok) return given;
    const refused = await slate.write(given.value, source.name);
    if (refused === null) return given;
    // Nobody could open it.
    await files.drop(given.value.id);
    return { ok: false, code: refused };
  };
  const run = async (order: Order): Promise<void> => {
    const { key, stop, source } = order;
    if (stop.signal.aborted) return putAway(key);
    const given = await give(order);
    if (given.ok) {
      putAway(key);
      port.done(safeName(source.name));
    } else if (given.code === 'stopped') putAway(key);
    else change(key, { transfer: { at: 'failed', code: given.code } });
  };
  const queue = (order: Order) => {
    orders.set(order.key, order);
    last = last.then(() => run(order));
  };
  return {
    all,
    give: (chosen) => {
      for (const source of chosen) {
        const key = (count += 1);
        const going = { at: 'going', bytes: 0, waits: false } as const;
        all.value = [...all.value, { key, name: safeName(source.name), size: source.size, transfer: going, room: null }];
        queue({ key, source, stop: new AbortController() });
      }
    },
    stop: (key) => orders.get(key)?.stop.abort(),
    again: (key) => {
      const order = orders.get(key);
      if (!order) return;
      change(key, { transfer: { at: 'going', bytes: 0, waits: false }, room: null });
      queue({ ...order, stop: new AbortController() });
    },
    putAway,
    stopAll: () => {
      for (const { stop } of orders.values()) stop.abort();
    },
  };
};
