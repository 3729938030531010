import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { limits } from '#protocol/limits.ts';
import type { SlateItem, Writers } from '#protocol/slates.ts';
import { toBase64url } from '../crypto/base/bytes.ts';
import { toJson } from '../crypto/base/sealedJson.ts';
import { SerialQueue } from '../crypto/base/serialQueue.ts';
import { sealBox } from '../crypto/slates/slateBox.ts';
import { mayWrite } from './entry.ts';
import type { SlateModel } from './model.ts';
import type { SlatePort } from './port.ts';
import type { Chain } from './chain.ts';
import { Glimpses } from './glimpses.ts';
import { Outgoing } from './outgoing.ts';
import { SlateLog } from './slateLog.ts';

const { partBytes } = limits.slates;

/**
 * One slate: what people write together. The server numbers what is written and hands it to all; each browser checks who wrote it,
 * whether they may, and that all were given the same.
 */
export class Slate<S, Op, G = unknown> implements Disposable {
  readonly glimpses: Glimpses<G>;
  readonly #port: SlatePort;
  readonly #log: SlateLog<S, Op>;
  readonly #queue = new SerialQueue();
  readonly #outgoing: Outgoing;
  readonly #version = signal(0);
  readonly #isRead = signal(false);
  /** What the server has is another life of the slate: it is read from the beginning. */
  #isOld = false;
  /** The server has lost it, and nobody but this browser gives it back: all wait for that. */
  #isOwed = false;

  constructor(id: string, chain: Chain, model: SlateModel<S, Op, G>, port: SlatePort) {
    this.#port = port;
    const writes = (from: string): boolean => {
      const writer = port.writerOf(from);
      return writer !== null && (writer.holds || mayWrite(this.who, from));
    };
    this.glimpses = new Glimpses(id, model, port, writes);
    this.#log = new SlateLog(id, chain, model, port, (n, seq) => this.#outgoing.settle(n, seq));
    this.#outgoing = new Outgoing(port, this.#log, () => (this.#version.value += 1));
  }

  get id(): string {
    return this.#log.id;
  }

  /** To be read again after each change of `version`. */
  get state(): S {
    return this.#log.state;
  }

  /** Who may write, beside those who hold the class. */
  get who(): Writers {
    return this.#log.who;
  }

  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  /** Everything that was written until now is in the state. */
  get isRead(): ReadonlySignal<boolean> {
    return this.#isRead;
  }

  /** What one wrote and the server has not numbered yet, to be shown at once. */
  get pending(): readonly Op[] {
    return this.#outgoing.pending.flatMap((content) => ('op' in content ? [content.op as Op] : []));
  }

  /** The number of the last item, and what was written since the last snapshot. */
  get extent(): { readonly last: number; readonly items: number; readonly bytes: number } {
    const { last, kept, tailBytes } = this.#log;
    return { last, items: last - kept, bytes: tailBytes };
  }

  /** Something is missing here that others may have. */
  get isPartial(): boolean {
    return this.#log.isPartial;
  }

  /** Writes for everybody. Resolves to null once the server has handed it to all, else to why not. It waits while the line is cut. */
  write(op: Op): Promise<RefusalCode | null> {
    return this.#outgoing.put({ op });
  }

  /** Says who may write from here on. */
  allow(who: Writers): Promise<RefusalCode | null> {
    return this.#outgoing.put({ allow: who });
  }

  /** The server has numbered something. */
  hear(item: SlateItem): Promise<void> {
    return this.#deal(async () => {
      if (item.seq > this.#log.last + 1) this.#isRead.value = await this.#log.catchUp(this.#isOld);
      await this.#log.take(item);
      if (item.from !== null) this.glimpses.forget(item.from);
      const { told, life } = this.#log;
      if (told <= life) return;
      this.#isOld = true;
      await this.#readOn();
      // Others have been given something that this browser has not.
      if (this.#isRead.value && told > this.#log.life) this.#port.warn('slateFork', null);
    });
  }

  /** There is a new snapshot: what could not be checked before is in it. */
  heardKept(upTo: number): Promise<void> {
    return this.#deal(async () => {
      const log = this.#log;
      if (this.#isRead.value && !(log.lacks !== null && log.lacks <= upTo)) {
        log.kept = Math.max(log.kept, upTo);
        log.tailBytes = 0;
        this.#outgoing.forget(upTo);
        return;
      }
      this.#isOld = true;
      await this.#readOn();
    });
  }

  /**
   * Reads what was missed, after entering and after a cut; then what the server was not given is written again. `forgotten`: by the
   * server, which may have been given back something else since.
   */
  async resume(forgotten = false): Promise<void> {
    await this.#deal(() => {
      this.#isOld ||= forgotten;
      return this.#readOn();
    });
    if (this.#isOwed) await this.keep();
  }

  /** Gives the whole to a server that has lost it. */
  async giveBack(open: (last: number) => Promise<boolean>): Promise<void> {
    await this.#queue.run(async () => {
      // Another of those who hold the class may be first: then it is theirs that all read.
      const { last } = this.#log;
      this.#isOwed = await open(last);
      this.#isOld = !this.#isOwed;
      if (!this.#isOwed) return;
      this.#log.renew();
      this.#outgoing.forget(last);
    });
    if (this.#isOwed) await this.keep();
  }

  /** Seals the whole so that it counts for all, whatever each has read: where what somebody wrote was not read alike by all. */
  async keepAnew(): Promise<void> {
    if ((await this.#outgoing.put({ anew: true })) !== null) return;
    await this.keep(true);
  }

  /** Seals the whole as it is, in the place of the items until now. `evenPartial`: nobody has what is missing. */
  async keep(evenPartial = false): Promise<void> {
    const { keys, signing, self } = this.#port;
    const sealed = await this.#queue.run(async () => {
      const isWhole = !this.#log.isPartial || evenPartial || this.#isOwed;
      if (!this.#isRead.value || !isWhole || keys.current === null) return null;
      const { last: upTo } = this.#log;
      return { upTo, box: await sealBox(keys, signing, this.#log.placeOf(self, upTo), toJson(this.#log.saved())) };
    });
    if (!sealed) return;
    const { upTo, box } = sealed;
    const parts = Math.ceil(box.length / partBytes);
    for (let part = 0; part < parts; part++) {
      const text = toBase64url(box.subarray(part * partBytes, (part + 1) * partBytes));
      if (!(await this.#port.ask('slate.keep', { slate: this.id, upTo, part, parts, box: text })).ok) return;
    }
    this.#isOwed = false;
  }

  /** Resolves when all that was told is dealt with. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  [Symbol.dispose](): void {
    this.#outgoing[Symbol.dispose]();
    this.glimpses[Symbol.dispose]();
    this.#log.close();
    this.#version.value += 1;
  }

  #deal(task: () => Promise<void>): Promise<void> {
    return this.#queue.run(async () => {
      await task();
      this.#version.value += 1;
    });
  }

  async #readOn(): Promise<void> {
    const { kept: before, life } = this.#log;
    this.#isRead.value = await this.#log.catchUp(this.#isOld);
    if (!this.#isRead.value) return;
    this.#isOld = false;
    this.#outgoing.goOn();
    if (this.#log.kept > before || this.#log.life !== life) this.#outgoing.forget(this.#log.kept);
  }
}
