import * as v from 'valibot';
import type { SlateItem, Writers } from '#protocol/slates.ts';
import { concat, fromBase64url } from '../crypto/base/bytes.ts';
import { fromJson } from '../crypto/base/sealedJson.ts';
import type { BoxPlace } from '../crypto/slates/slateBox.ts';
import type { Chain } from './chain.ts';
import { type Content, type Saved, entryShape, mayWrite, savedShape } from './entry.ts';
import type { SlateModel } from './model.ts';
import { Opener } from './opener.ts';
import type { SlatePort, Writer } from './port.ts';

type SnapshotAt = { readonly upTo: number; readonly from: string | null; readonly parts: number };

/** What one slate is as far as it was read: every item is checked, and applied in the order that the server gave. */
export class SlateLog<S, Op> {
  readonly id: string;
  readonly #model: SlateModel<S, Op>;
  readonly #port: SlatePort;
  readonly #settled: (n: number, seq: number) => void;
  readonly #chain: Chain;
  readonly #opener: Opener;
  #clocks = new Map<string, number>();
  #over = false;
  state: S;
  who: Writers = 'nobody';
  /** The state may not be what the others have until a snapshot stands for this item. */
  lacks: number | null = null;
  /** Something is missing that the others may have: this browser seals no snapshot. What a pupil wrote under a key that nobody has is not missing. */
  isPartial = false;
  /** The life of the slate as others say: where it is beyond that of this browser, what was given back is to be read. */
  told = 0;
  /** The last item for which the last snapshot stands, and how much was written since, in bytes. */
  kept = 0;
  tailBytes = 0;

  /** `settled`: one's own item `n` has been numbered. */
  constructor(id: string, chain: Chain, model: SlateModel<S, Op>, port: SlatePort, settled: (n: number, seq: number) => void) {
    this.id = id;
    this.#chain = chain;
    this.#model = model;
    this.#port = port;
    this.#settled = settled;
    this.#opener = new Opener(port);
    this.state = model.begin();
    chain.rewind();
  }

  get life(): number {
    return this.#chain.life;
  }

  get last(): number {
    return this.#chain.last;
  }

  get head(): string {
    return this.#chain.head;
  }

  /** How far somebody has written. */
  clockOf(id: string): number {
    return this.#clocks.get(id) ?? 0;
  }

  saved(): Saved {
    const { life, head, who } = this;
    return { life, head, who, clocks: Object.fromEntries(this.#clocks), state: this.#model.save(this.state) };
  }

  close(): void {
    this.#over = true;
    this.#opener[Symbol.dispose]();
    this.state = this.#model.begin();
  }

  /** The slate is given back to a server that has lost it. */
  renew(): void {
    this.#chain.renew();
  }

  /**
   * Reads all that came after what was read; `anew`: from the last snapshot on. False when it cannot be read now, or not be believed: a
   * newer snapshot is waited for. What was read stays until there is something to take its place.
   */
  async catchUp(anew: boolean): Promise<boolean> {
    let isAnew = anew && this.last > 0;
    for (let more = true; more;) {
      // What somebody says meanwhile may be newer than the answer.
      const { furthest: due, life } = this.#chain;
      const answer = await this.#port.ask('slate.read', { slate: this.id, after: isAnew ? 0 : this.last });
      if (!answer.ok || this.#over) return false;
      const { snapshot, items, last } = answer.value;
      if (snapshot && !(await this.#load(snapshot, last, { due, life }))) return false;
      if (!snapshot && isAnew) return false;
      // A server that was started again was given an older state: or so it says.
      if (last < this.last) {
        if (isAnew) return false;
        isAnew = true;
        continue;
      }
      isAnew = false;
      for (const item of items) await this.take(item);
      more = answer.value.more;
      // The snapshot of a slate that was given back is still to come.
      if (!more && this.last < last) return false;
      if (!more && this.last < due && !snapshot) {
        this.#port.warn('slateFork', null);
        return false;
      }
    }
    return true;
  }

  /** The next item; another is left out. */
  async take({ seq, from, box: text }: SlateItem): Promise<void> {
    if (seq !== this.last + 1) return;
    const box = fromBase64url(text);
    const writer = from === null ? null : this.#port.writerOf(from);
    const opened =
      writer && (await this.#opener.open(writer, this.placeOf(writer.id, null), box, (content) => fromJson(entryShape, content)));
    const entry = opened?.is === 'read' ? opened.content : null;
    const isOther = entry !== null && this.#chain.isOther(entry);
    const isSame = await this.#chain.add(box);
    this.tailBytes += box.length;
    if (isOther || !isSame) this.#port.warn('slateFork', null);
    if (opened?.is !== 'false' && !entry) {
      // Who has its key has it in the state, and so has the next snapshot.
      this.lacks = seq;
      this.isPartial ||= writer?.holds ?? true;
    }
    if (!entry || !writer) return;
    this.told = Math.max(this.told, entry.life);
    if (entry.n <= this.clockOf(writer.id)) return this.#port.warn('slate', writer.id);
    this.#clocks.set(writer.id, entry.n);
    if (writer.id === this.#port.self) this.#settled(entry.n, seq);
    this.#apply(entry.content, writer, seq);
  }

  /** Everybody decides alike: by the items, in their order. */
  #apply(content: Content, { id, name, holds }: Writer, seq: number): void {
    if (!('op' in content)) {
      if (!holds) this.#port.warn('slate', id);
      else if ('allow' in content) this.who = content.allow;
      else this.lacks = seq;
      return;
    }
    const op = v.safeParse(this.#model.shape, content.op);
    if (op.success && (holds || mayWrite(this.who, id))) this.#model.apply(this.state, op.output, { id, name, holds });
    else this.#port.warn('slate', id);
  }

  /** `last`: of the items that the server has, of `due` that there must be in this life. */
  async #load({ upTo, from, parts }: SnapshotAt, last: number, { due, life }: { due: number; life: number }): Promise<boolean> {
    const writer = from === null ? null : this.#port.writerOf(from);
    if (!writer?.holds) return false;
    const asked = Array.from({ length: parts }, (_, part) => this.#port.ask('slate.part', { slate: this.id, upTo, part }));
    const boxes = (await Promise.all(asked)).flatMap((answer) => (answer.ok ? [fromBase64url(answer.value.box)] : []));
    if (boxes.length < parts) return false;
    const opened = await this.#opener.open(writer, this.placeOf(writer.id, upTo), concat(...boxes), (content) =>
      fromJson(savedShape, content),
    );
    const saved = opened.is === 'read' ? opened.content : null;
    const state = saved && v.safeParse(this.#model.saved, saved.state);
    if (!saved || !state?.success) return false;
    // Given back once more meanwhile, as somebody has said: it is read again.
    if (life !== this.#chain.life) return false;
    const stand = { life: saved.life, last: upTo, head: saved.head };
    if (!this.#chain.allows(stand, last, due)) {
      this.#port.warn('slateFork', null);
      return false;
    }
    this.#chain.begin(stand);
    this.lacks = null;
    this.isPartial = false;
    this.tailBytes = 0;
    this.#clocks = new Map(Object.entries(saved.clocks));
    this.state = this.#model.load(state.output);
    this.who = saved.who;
    this.kept = upTo;
    return true;
  }

  /** Where a box of this slate belongs: to its tool, too. */
  placeOf(from: string, upTo: number | null): BoxPlace {
    return { classId: this.#port.classId, slate: `${this.#model.tool}/${this.id}`, from, upTo };
  }
}
