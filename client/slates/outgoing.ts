import type { RefusalCode } from '#protocol/codes.ts';
import { limits } from '#protocol/limits.ts';
import { toBase64url } from '../crypto/base/bytes.ts';
import { toJson } from '../crypto/base/sealedJson.ts';
import { SerialQueue } from '../crypto/base/serialQueue.ts';
import { sealBox } from '../crypto/slates/slateBox.ts';
import type { Content, Entry } from './entry.ts';
import type { SlatePort } from './port.ts';
import type { SlateLog } from './slateLog.ts';

/** Written here: not numbered by the server yet, or since the last snapshot. */
type Own = {
  n: number;
  seq: number | null;
  /** Of the slate, when it was sent, or numbered. */
  life: number;
  /** The server may have it: it is not sent again before the line is cut. */
  sent: boolean;
  readonly content: Content;
  readonly settle: (code: RefusalCode | null) => void;
};

type Log = Pick<SlateLog<unknown, unknown>, 'id' | 'last' | 'head' | 'life' | 'kept' | 'clockOf' | 'placeOf'>;

const { itemBytes } = limits.slates;

/** What one writes on one slate, until a snapshot has it: sent in its order, and again where the server did not get it or lost it. */
export class Outgoing implements Disposable {
  readonly #port: SlatePort;
  readonly #log: Log;
  readonly #changed: () => void;
  readonly #sending = new SerialQueue();
  #own: Own[] = [];
  /** The line is cut: nothing is sent before what was missed is read, so that all keeps its order. */
  #isCut = false;
  #n = 0;

  constructor(port: SlatePort, log: Log, changed: () => void) {
    this.#port = port;
    this.#log = log;
    this.#changed = changed;
  }

  /** What the server has not numbered yet. */
  get pending(): readonly Content[] {
    return this.#own.flatMap(({ seq, content }) => (seq === null ? [content] : []));
  }

  put(content: Content): Promise<RefusalCode | null> {
    const { promise, resolve } = Promise.withResolvers<RefusalCode | null>();
    const own: Own = { n: 0, seq: null, life: 0, sent: false, content, settle: resolve };
    this.#own.push(own);
    this.#changed();
    this.#send(own);
    return promise;
  }

  /** One's own item has been numbered. */
  settle(n: number, seq: number): void {
    this.#n = Math.max(this.#n, n);
    const own = this.#own.find((one) => one.seq === null && one.n === n);
    if (!own) return;
    own.seq = seq;
    own.life = this.#log.life;
    own.settle(null);
  }

  /** All has been read: what the server lacks is written again. A server that forgot was given back no item beyond its snapshot. */
  goOn(): void {
    this.#isCut = false;
    this.#n = Math.max(this.#n, this.#log.clockOf(this.#port.self));
    const { life, kept } = this.#log;
    // Numbered, and in a snapshot already: it was never seen to come.
    const known = this.#log.clockOf(this.#port.self);
    for (const { seq, n } of this.#own) if (seq === null && n > 0 && n <= known) this.settle(n, kept);
    const isLost = (own: Own): boolean => own.life !== life && (own.seq === null || own.seq > kept);
    for (const own of this.#own) if (isLost(own)) Object.assign(own, { seq: null, sent: false });
    for (const own of this.#own) this.#send(own);
  }

  /** A snapshot has it. */
  forget(upTo: number): void {
    this.#own = this.#own.filter(({ seq }) => seq === null || seq > upTo);
  }

  [Symbol.dispose](): void {
    for (const { settle, seq } of this.#own) if (seq === null) settle('not-found');
    this.#own = [];
  }

  #send(own: Own): void {
    void this.#sending.run(async () => {
      if (this.#isCut || own.sent || own.seq !== null || !this.#own.includes(own)) return;
      own.n = this.#n = Math.max(this.#n, this.#log.clockOf(this.#port.self)) + 1;
      const { life, last: seen, head, id: slate } = this.#log;
      const entry: Entry = { n: own.n, life, seen, head, content: own.content };
      const { keys, signing, self } = this.#port;
      // Keys come: then all that waits is written.
      if (keys.current === null) return this.#port.askKeys();
      const box = await sealBox(keys, signing, this.#log.placeOf(self, null), toJson(entry));
      if (box.length > itemBytes) return this.#refuse(own, 'too-large');
      own.sent = true;
      own.life = life;
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
    this.#changed();
    own.settle(code);
  }
}
