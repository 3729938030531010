import { type Envelope, readLetter, type Scope, writeLetter } from './content.ts';
import { type Content, type ContentKind, contentShapes } from './contentShapes.ts';
import type { Conversation } from './conversation.ts';
import type { BoxFor, GroupParts } from './groupParts.ts';
import type { KeyExchange } from './keyExchange.ts';
import { CryptoRefusal } from './refusal.ts';
import { fromJson, toJson } from './sealedJson.ts';

/** How long a message waits for its sender's key, in milliseconds. */
const patienceMs = 2_000;

/** Writes and opens letters: chat and reactions. */
export class Post {
  readonly #parts: GroupParts;
  readonly #exchange: KeyExchange;
  readonly #conversation: Conversation;
  readonly #waiting: (() => void)[] = [];

  constructor(parts: GroupParts, exchange: KeyExchange, conversation: Conversation) {
    this.#parts = parts;
    this.#exchange = exchange;
    this.#conversation = conversation;
  }

  async sealAll<K extends ContentKind>(value: Content<K>, kind: K): Promise<string> {
    await this.#exchange.flush();
    const own = await this.#exchange.keyring.ownContentKey();
    if (!own) throw new CryptoRefusal('unreadable');
    const seq = this.#conversation.next(this.#parts.agenda.now());
    const envelope = this.#envelope(this.#parts.self.id, '', 'all', kind);
    return writeLetter(own.key, this.#signing, envelope, { ...own.position, seq }, toJson(value));
  }

  /** One box for each of these people who is admitted; for the hosts, who is one by the register and not by the server's word. */
  async sealFor(ids: readonly string[], scope: Exclude<Scope, 'all'>, value: Content<'chat'>): Promise<BoxFor[]> {
    const seq = this.#conversation.next(this.#parts.agenda.now());
    const recipients = this.#exchange
      .admitted()
      .filter(({ id }) => ids.includes(id) && (scope === 'private' || this.#parts.register.entry(id)?.role !== 'student'));
    return Promise.all(
      recipients.map(async (one) => {
        const key = await this.#exchange.keyring.pairOf(one, 'content');
        const envelope = this.#envelope(this.#parts.self.id, one.id, scope, 'chat');
        return {
          to: one.id,
          box: await writeLetter(key, this.#signing, envelope, { generation: 0, step: 0, seq }, toJson(value)),
        };
      }),
    );
  }

  /** What is in a box, or null: then it is not genuine, was opened before, or is from before one came. */
  async open<K extends ContentKind>(from: string, scope: Scope, box: string, kind: K): Promise<Content<K> | null> {
    const attempt = () => this.#parts.queue.run(() => this.#attempt(from, scope, box, kind));
    let outcome = await attempt();
    const until = this.#parts.agenda.now() + patienceMs;
    while (outcome === 'early' && this.#parts.agenda.now() < until) {
      await this.#change(until);
      outcome = await attempt();
    }
    if (typeof outcome === 'object') return outcome;
    // What stays too early, or is of the past, is a message that the server might as well not have relayed.
    if (outcome === 'bad') this.#parts.warn('chat');
    return null;
  }

  /** Keys or admissions have changed: what waits for them is tried again. */
  stir(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #change(until: number): Promise<void> {
    this.#parts.agenda.plan('post', until - this.#parts.agenda.now(), () => this.stir());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #attempt<K extends ContentKind>(
    from: string,
    scope: Scope,
    box: string,
    kind: K,
  ): Promise<Content<K> | 'early' | 'past' | 'bad'> {
    const { people, register, self } = this.#parts;
    const shown = people.find(from);
    if (!register.admits(shown)) return 'early';
    const { keyring } = this.#exchange;
    try {
      const letter = readLetter(box);
      const envelope = this.#envelope(from, scope === 'all' ? '' : self.id, scope, kind);
      const keyOf = () => (scope === 'all' ? keyring.contentKeyOf(from, letter.position) : keyring.pairOf(shown, 'content'));
      const content = await this.#conversation.open(letter, envelope, shown.proven.verify, keyOf);
      return typeof content === 'string' ? content : (fromJson(contentShapes[kind], content) as Content<K>);
    } catch {
      return 'bad';
    }
  }

  get #signing(): CryptoKey {
    return this.#parts.options.identity.signing.privateKey;
  }

  #envelope(from: string, to: string, scope: Scope, kind: ContentKind): Envelope {
    const { options, register } = this.#parts;
    return { classId: options.classId, session: register.roster?.session ?? '', from, to, scope, kind };
  }
}
