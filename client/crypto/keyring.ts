import { type Bytes, equal } from './bytes.ts';
import type { Position } from './content.ts';
import type { LetterKey } from './conversation.ts';
import type { BoxFor, GroupOptions } from './groupParts.ts';
import type { Shown } from './people.ts';
import { derivedAesKey } from './primitives.ts';
import {
  compareKeys,
  type KeyBox,
  lastStep,
  newSenderKey,
  pairKey,
  type Passage,
  type SenderKey,
  stepTo,
  unwrap,
  wrap,
} from './senderKeys.ts';

/** Somebody admitted: their card is proven. */
export type Admitted = Shown & { readonly proven: NonNullable<Shown['proven']> };

type Peer = { readonly hash: string; key: SenderKey };
/** Where in the class's life a box is made. */
export type Moment = { readonly session: string; readonly version: number; readonly said: number };

/** One's own sender key and who has it, and the others' keys. */
export class Keyring {
  readonly #options: GroupOptions;
  #own: SenderKey | null = null;
  /** Who has one's key, with the card that it was wrapped for. */
  readonly #recipients = new Map<string, string>();
  /** Who may have lost it, or never got it, and is to have it again. They count as having it: when they leave, it changes. */
  readonly #again = new Set<string>();
  readonly #peers = new Map<string, Peer>();
  /** The newest key ever had of each sender: none that is older is taken again. */
  readonly #newest = new Map<string, Omit<SenderKey, 'key'>>();
  readonly #pairs = new Map<string, Promise<CryptoKey>>();
  readonly #lastBox = new Map<string, string>();

  constructor(options: GroupOptions) {
    this.#options = options;
  }

  get own(): SenderKey | null {
    return this.#own;
  }

  keyOf(id: string): SenderKey | null {
    return this.#peers.get(id)?.key ?? null;
  }

  /** Whether somebody lacks one's key, or has it and should not. */
  isDue(wanted: readonly Admitted[]): boolean {
    const has = ({ id, proven }: Admitted) => this.#recipients.get(id) === proven.hash && !this.#again.has(id);
    return this.#own === null || this.#recipients.size > wanted.length || !wanted.every(has);
  }

  /**
   * Sees to it that exactly these people have one's key. Who is new gets it turned forward by a step, so that they learn
   * nothing of before; when somebody is gone, everybody else gets a fresh one. Null when nothing is to be done.
   */
  async share(wanted: readonly Admitted[], moment: Moment, rotate: boolean): Promise<{ fresh: boolean; boxes: BoxFor[] } | null> {
    if (!rotate && !this.isDue(wanted)) return null;
    const hashes = new Map(wanted.map(({ id, proven }) => [id, proven.hash]));
    const lost = Array.from(this.#recipients).some(([id, hash]) => hashes.get(id) !== hash);
    const fresh = rotate || lost || this.#own === null || this.#own.step === lastStep;
    const own = fresh || !this.#own ? newSenderKey(this.#own, this.#options.now()) : await stepTo(this.#own, this.#own.step + 1);
    const receivers = fresh ? wanted : wanted.filter(({ id }) => !this.#recipients.has(id) || this.#again.has(id));
    if (fresh) this.#recipients.clear();
    this.#again.clear();
    this.#own = own;
    const box: KeyBox = { kind: 'sender', version: moment.version, key: own, said: moment.said };
    for (const { id, proven } of receivers) this.#recipients.set(id, proven.hash);
    return { fresh, boxes: await Promise.all(receivers.map((to) => this.wrapFor(to, moment.session, box))) };
  }

  /** Gives one's key to these people again at the next sharing. */
  shareAgain(ids: Iterable<string>): void {
    for (const id of ids) this.#again.add(id);
  }

  async wrapFor(to: Admitted, session: string, box: KeyBox): Promise<BoxFor> {
    const passage: Passage = { classId: this.#options.classId, session, from: this.#options.selfId, to: to.id };
    return { to: to.id, box: await wrap(await this.pairOf(to, 'keys'), passage, box) };
  }

  /** Opens a box of `from`. Throws when it is not for this passage, was taken before, or is older than `version`. */
  async receive(from: Admitted, session: string, version: number, box: string): Promise<KeyBox> {
    const passage: Passage = { classId: this.#options.classId, session, from: from.id, to: this.#options.selfId };
    const opened = await unwrap(await this.pairOf(from, 'keys'), passage, box);
    if (opened.version < version || this.#lastBox.get(from.id) === box) throw new Error('replayed');
    if (opened.kind === 'sender') this.#take(from, opened.key);
    this.#lastBox.set(from.id, box);
    return opened;
  }

  #take(from: Admitted, key: SenderKey): void {
    const newest = this.#newest.get(from.id);
    const order = newest ? compareKeys(key, newest) : 1;
    const held = this.#peers.get(from.id)?.key;
    if (order < 0 || (order === 0 && held && !equal(held.key, key.key))) throw new Error('older');
    this.#newest.set(from.id, { generation: key.generation, step: key.step });
    this.#peers.set(from.id, { hash: from.proven.hash, key });
  }

  /** Forgets the key of everybody else. Gives who was forgotten. */
  keepPeers(admitted: readonly Admitted[]): string[] {
    const hashes = new Map(admitted.map(({ id, proven }) => [id, proven.hash]));
    const gone = Array.from(this.#peers).filter(([id, { hash }]) => hashes.get(id) !== hash);
    for (const [id] of gone) this.#peers.delete(id);
    return gone.map(([id]) => id);
  }

  /** The key of what one writes to everybody. */
  async ownContentKey(): Promise<{ key: CryptoKey; position: Omit<SenderKey, 'key'> } | null> {
    return this.#own && { key: await contentKey(this.#own.key), position: this.#own };
  }

  /** The key of what somebody wrote to everybody. Their key turns forward with them, and not back. */
  async contentKeyOf(id: string, { generation, step }: Position): Promise<LetterKey> {
    const peer = this.#peers.get(id);
    if (!peer || generation > peer.key.generation) return 'early';
    if (generation < peer.key.generation) return 'bad';
    if (step < peer.key.step) return 'past';
    peer.key = await stepTo(peer.key, step);
    return contentKey(peer.key.key);
  }

  /** The key that only the two share, for `keys` or for `content`. */
  pairOf(other: Admitted, use: 'keys' | 'content'): Promise<CryptoKey> {
    const { identity, secret, classId } = this.#options;
    const name = `${use}/${other.id}/${other.proven.hash}`;
    const pair =
      this.#pairs.get(name) ?? pairKey(identity.agreement.privateKey, other.proven.agreement, secret, `${use} ${classId}`);
    this.#pairs.set(name, pair);
    return pair;
  }
}

const contentKey = (key: Bytes): Promise<CryptoKey> => derivedAesKey(key, 'content');
