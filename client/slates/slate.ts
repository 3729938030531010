import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { limits } from '#protocol/limits.ts';
import type { SlateItem, Writers } from '#protocol/slates.ts';
import { toBase64url } from '../crypto/base/bytes.ts';
import { toJson } from '../crypto/base/sealedJson.ts';
import { SerialQueue } from '../crypto/base/serialQueue.ts';
import { sealBox } from '../crypto/slates/slateBox.ts';
import type { Content, Entry } from './entry.ts';
import type { SlateModel } from './model.ts';
import type { SlatePort } from './port.ts';
import { Glimpses } from './glimpses.ts';
import { SlateLog } from './slateLog.ts';

/** Written here: not numbered by the server yet, or since the last snapshot. */
type Own = {
  n: number;
  seq: number | null;
  /** The server may have it: it is not sent again before the line is cut. */
  sent: boolean;
  readonly content: Content;
  readonly settle: (code: RefusalCode | null) => void;
};

const { itemBytes, partBytes } = limits.slates;

/**
 * One slate: what people write together. The server numbers what is written and hands it to all; each browser checks who wrote it,
 * whether they may, and that all were given the same.
 */
export class Slate<S, Op, G = unknown> implements Disposable {
  readonly glimpses: Glimpses<G>;
  readonly #port: SlatePort;
  readonly #log: SlateLog<S, Op>;
  readonly #queue = new SerialQueue();
  readonly #sending = new SerialQueue();
  readonly #version = signal(0);
  readonly #isRead = signal(false);
  #own: Own[] = [];
  /** The line is cut: nothing is sent before what was missed is read, so that all keeps its order. */
  #isCut = false;
  #n = 0;

  constructor(id: string, model: SlateModel<S, Op, G>, port: SlatePort) {
    this.#port = port;
    this.glimpses = new Glimpses(id, model, port);
    this.#log = new SlateLog(id, model, port, (n, seq) => this.#settle(n, seq));
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
    return this.#own.flatMap(({ seq, content }) => (seq === null && 'op' in content ? [content.op as Op] : []));
  }

  /** The number of the last item, and what was written since the last snapshot. */
  get extent(): { readonly last: number; readonly items: number; readonly bytes: number } {
    const { last, kept, tailBytes } = this.#log;
    return { last, items: last - kept, bytes: tailBytes };
  }

  /** Writes for everybody. Resolves to null once the server has handed it to all, else to why not. It waits while the line is cut. */
  write(op: Op): Promise<RefusalCode | null> {
    return this.#put({ op });
  }

  /** Says who may write from here on. */
  allow(who: Writers): Promise<RefusalCode | null> {
    return this.#put({ allow: who });
  }

  /** The server has numbered something. */
  hear(item: SlateItem): Promise<void> {
    return this.#deal(async () => {
      if (item.seq > this.#log.last + 1) this.#isRead.value = await this.#log.catchUp();
      await this.#log.take(item);
      if (item.from !== null) this.glimpses.forget(item.from);
    });
  }

  /** There is a new snapshot: what could not be checked before is in it. */
  heardKept(upTo: number): Promise<void> {
    return this.#deal(async () => {
      const log = this.#log;
      this.#own = this.#own.filter(({ seq }) => seq === null || seq > upTo);
      if (this.#isRead.value && !(log.lacks !== null && log.lacks <= upTo)) {
        log.kept = Math.max(log.kept, upTo);
        log.tailBytes = 0;
        return;
      }
      log.reset();
      await this.#readOn();
    });
  }

  /** Reads what was missed, after entering and after a cut; then what the server was not given is written again. */
  resume(): Promise<void> {
    return this.#deal(() => this.#readOn());
  }

  /** Seals the whole as it is, in the place of the items until now. */
  async keep(): Promise<void> {
    const { keys, signing, self, classId } = this.#port;
    const sealed = await this.#queue.run(async () => {
      if (!this.#isRead.value || this.#log.lacks !== null) return null;
      const { id: slate, last: upTo } = this.#log;
      const place = { classId, slate, from: self, upTo };
      return { upTo, box: await sealBox(keys, signing, place, toJson(this.#log.saved())) };
    });
    if (!sealed) return;
    const { upTo, box } = sealed;
    const parts = Math.ceil(box.length / partBytes);
    for (let part = 0; part < parts; part++) {
      const text = toBase64url(box.subarray(part * partBytes, (part + 1) * partBytes));
      if (!(await this.#port.ask('slate.keep', { slate: this.id, upTo, part, parts, box: text })).ok) return;
    }
  }

  /** Resolves when all that was told is dealt with. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  [Symbol.dispose](): void {
    for (const { settle, seq } of this.#own) if (seq === null) settle('not-found');
    this.#own = [];
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
    this.#isRead.value = await this.#log.catchUp();
    if (!this.#isRead.value) return;
    this.#isCut = false;
    this.#n = Math.max(this.#n, this.#log.clockOf(this.#port.self));
    // A server that forgot has no item beyond: what one wrote and it lacks is written again.
    for (const own of this.#own) if (own.seq !== null && own.seq > this.#log.last) Object.assign(own, { seq: null, sent: false });
    for (const own of this.#own) this.#send(own);
  }

  #put(content: Content): Promise<RefusalCode | null> {
    const { promise, resolve } = Promise.withResolvers<RefusalCode | null>();
    const own: Own = { n: 0, seq: null, sent: false, content, settle: resolve };
    this.#own.push(own);
    this.#version.value += 1;
    this.#send(own);
    return promise;
  }

  #send(own: Own): void {
    void this.#sending.run(async () => {
      if (this.#isCut || own.sent || own.seq !== null || !this.#own.includes(own)) return;
      own.n = this.#n = Math.max(this.#n, this.#log.clockOf(this.#port.self)) + 1;
      const { last: seen, head, id: slate } = this.#log;
      const entry: Entry = { n: own.n, seen, head, content: own.content };
      const { keys, signing, self, classId } = this.#port;
      // Keys come: then all that waits is written.
      if (keys.current === null) return this.#port.askKeys();
      const box = await sealBox(keys, signing, { classId, slate, from: self, upTo: null }, toJson(entry));
      if (box.length > itemBytes) return this.#refuse(own, 'too-large');
      own.sent = true;
      const text = toBase64url(box);
      const asked =
        'allow' in own.content
          ? this.#port.ask('slate.allow', { slate, who: own.content.allow, box: text })
          : this.#port.ask('slate.add', { slate, box: text });
      // Without waiting for the answer: what is written next may follow.
      void asked.then((answer) => {
        if (answer.ok) return;
        if (answer.code !== 'offline') return this.#refuse(own, answer.code);
        own.sent = false;
        this.#isCut = true;
      });
    });
  }

  #refuse(own: Own, code: RefusalCode): void {
    this.#own = this.#own.filter((other) => other !== own);
    this.#version.value += 1;
    own.settle(code);
  }

  #settle(n: number, seq: number): void {
    this.#n = Math.max(this.#n, n);
    const own = this.#own.find((one) => one.seq === null && one.n === n);
    if (!own) return;
    own.seq = seq;
    own.settle(null);
  }
}
