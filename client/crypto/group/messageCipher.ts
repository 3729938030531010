import { framed, fromUtf8, readUint, uint } from '../base/bytes.ts';
import type { Bytes } from '../base/bytes.ts';
import {
  type BoxFor,
  type MessageContext,
  isGenuine,
  openMessage,
  pad,
  readMessage,
  type Scope,
  unpad,
  sealMessage,
} from '../messages/sealedMessage.ts';
import type { Proven } from '../credentials/people.ts';
import { pairKey } from '../messages/pairKeys.ts';
import { CryptoRefusal } from '../base/refusal.ts';
import { fromJson, toJson } from '../base/sealedJson.ts';
import type { SealedKind } from '../messages/sealedKind.ts';
import type { GroupParts } from './parts.ts';

/** How long a message waits for the epoch it was written in, in milliseconds. */
const patienceMs = 2_000;

type Attempt<T> = { readonly value: T } | 'early' | 'past' | 'bad';

/** Saves the group: before what was sealed is sent, since neither its key nor its number may be used twice; soon after something was opened. */
type Keeping = { now(): Promise<void>; soon(): void };

/** How far everybody has written, for a reload: numbers by place. */
export type MessageCounts = { readonly said: number; readonly heard: readonly (readonly [place: string, seq: number])[] };

/** Writes and opens messages, of whichever kind. Those to all are MLS application messages (RFC 9420, section 15). */
export class MessageCipher {
  readonly #parts: GroupParts;
  readonly #keep: Keeping;
  readonly #waiting: (() => void)[] = [];
  readonly #pairs = new Map<string, Promise<CryptoKey>>();
  readonly #heard = new Map<string, number>();
  #said = 0;

  constructor(parts: GroupParts, keep: Keeping, counts: MessageCounts | null) {
    this.#parts = parts;
    this.#keep = keep;
    this.#said = counts?.said ?? 0;
    for (const [place, seq] of counts?.heard ?? []) this.#heard.set(place, seq);
  }

  get counts(): MessageCounts {
    return { said: this.#said, heard: Array.from(this.#heard) };
  }

  /** Somebody was added anew: their messages begin again. */
  forget(id: string): void {
    for (const place of this.#heard.keys()) if (place.startsWith(`${id}/`)) this.#heard.delete(place);
  }

  /** Throws CryptoRefusal: `too-long`, or `unreadable` when one is not admitted. */
  async sealAll<T>(value: T, kind: SealedKind<T>): Promise<string> {
    const { roster } = this.#parts;
    if (!roster.group || !roster.admitsSelf) throw new CryptoRefusal('unreadable');
    const about = framed(kind.name, uint(++this.#said, 6));
    const { box, next } = await roster.group.seal(pad(toJson(value)), about);
    if (box.length * 0.75 > kind.bytes) throw new CryptoRefusal('too-long');
    roster.go(next);
    await this.#keep.now();
    return box;
  }

  /** One box for each of these people who is admitted; for the hosts, who is one by the staff list and not by the server's word. */
  async sealFor<T>(ids: readonly string[], scope: Exclude<Scope, 'all'>, value: T, kind: SealedKind<T>): Promise<BoxFor[]> {
    const { people, roster, self, options } = this.#parts;
    const seq = ++this.#said;
    const recipients = ids.flatMap((id) => {
      const shown = people.members.get(id) ?? null;
      const reads = scope === 'private' || roster.roleOf(id) !== 'student';
      return roster.admits(shown) && reads && id !== self.id ? [shown] : [];
    });
    const epoch = roster.group?.epoch ?? 0;
    const content = toJson(value);
    if (recipients.length > 0) await this.#keep.now();
    return Promise.all(
      recipients.map(async (one) => {
        const context = this.#contextOf(self.id, one.id, scope, kind.name);
        const key = await this.#pairOf(one);
        return {
          to: one.id,
          box: await sealMessage(key, options.identity.signing.privateKey, context, { epoch, seq }, content, kind.bytes),
        };
      }),
    );
  }

  /** What is in a box, or null: then it is not genuine, was opened before, or is from before one came. */
  async open<T>(from: string, scope: Scope, box: string, kind: SealedKind<T>): Promise<T | null> {
    const { queue, scheduler, monitor } = this.#parts;
    const attempt = () => queue.run(() => this.#attempt(from, scope, box, kind));
    let outcome = await attempt();
    const until = scheduler.now() + patienceMs;
    while (outcome === 'early' && scheduler.now() < until) {
      await this.#change(until);
      outcome = await attempt();
    }
    if (typeof outcome === 'object') {
      this.#keep.soon();
      return outcome.value;
    }
    // What stays too early, or is of the past, is a message that the server might as well not have relayed.
    if (outcome === 'bad') monitor.note('message', from);
    return null;
  }

  /** The group has gone on: what waits for it is tried again. */
  stir(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #change(until: number): Promise<void> {
    const { scheduler } = this.#parts;
    scheduler.plan('messages', until - scheduler.now(), () => this.stir());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #attempt<T>(from: string, scope: Scope, box: string, kind: SealedKind<T>): Promise<Attempt<T>> {
    try {
      const content =
        scope === 'all' ? await this.#openAll(from, box, kind.name) : await this.#openOne(from, scope, box, kind.name);
      return typeof content === 'string' ? content : { value: fromJson(kind.shape, content) };
    } catch {
      return 'bad';
    }
  }

  async #openAll(from: string, box: string, kind: string): Promise<Bytes | 'early' | 'past' | 'bad'> {
    const { roster, people } = this.#parts;
    if (!roster.group || !roster.admits(people.find(from))) return 'early';
    const result = await roster.group.open(box);
    if (typeof result === 'string') return result;
    roster.go(result.next);
    const { opened } = result;
    const expected = framed(kind, new Uint8Array(6));
    const seq = readUint(opened.about.subarray(-6));
    const label = fromUtf8(opened.about.subarray(0, -6)) === fromUtf8(expected.subarray(0, -6));
    if (opened.from.id !== from || !label || !this.#isNext(`${from}/all`, seq)) return 'bad';
    return unpad(opened.content);
  }

  async #openOne(
    from: string,
    scope: MessageContext['scope'],
    box: string,
    kind: string,
  ): Promise<Bytes | 'early' | 'past' | 'bad'> {
    const { roster, people, self } = this.#parts;
    const shown = people.find(from);
    if (!roster.group || !roster.admits(shown)) return 'early';
    const message = readMessage(box);
    const { epoch, seq } = message.position;
    if (epoch > roster.group.epoch) return 'early';
    if (epoch < roster.since(from) || epoch < roster.since(self.id)) return 'past';
    const context = this.#contextOf(from, self.id, scope, kind);
    if (!(await isGenuine(message, shown.proven.verify, context))) return 'bad';
    const content = await openMessage(message, await this.#pairOf(shown), context);
    return this.#isNext(`${from}/${scope}`, seq) ? content : 'bad';
  }

  /** A message counts once, and in its order. */
  #isNext(place: string, seq: number): boolean {
    if (seq <= (this.#heard.get(place) ?? 0)) return false;
    this.#heard.set(place, seq);
    return true;
  }

  #pairOf({ id, proven }: Proven): Promise<CryptoKey> {
    const { identity, secret, classId } = this.#parts.options;
    const name = `${id}/${proven.hash}`;
    const pair = this.#pairs.get(name) ?? pairKey(identity.agreement.privateKey, proven.agreement, secret, `content ${classId}`);
    this.#pairs.set(name, pair);
    return pair;
  }

  #contextOf(from: string, to: string, scope: MessageContext['scope'], kind: string): MessageContext {
    const { options, roster } = this.#parts;
    return { classId: options.classId, group: roster.group?.id ?? '', from, to, scope, kind };
  }
}
