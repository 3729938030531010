import type { News } from '#protocol/news.ts';
import { type GivenKeys, SlateKeys, newSlateKey, slateKeysKind } from '../crypto/slates/slateKeys.ts';
import type { Author } from './model.ts';
import type { ClassPort } from './port.ts';

/** Who does not answer within this time is passed over, in milliseconds. */
const patienceMs = 1_500;

/** Those who hold the class first, each in an order that all see alike. */
export const ranked = (people: readonly Author[]): readonly Author[] =>
  people.toSorted((one, other) => Number(other.holds) - Number(one.holds) || (one.id < other.id ? -1 : 1));

/**
 * Hands the keys of slates to who comes, and gets them from the others: any member may hand them on, since the name of a key is its
 * hash; which one is sealed with, only those who hold the class say.
 */
export class KeyDesk implements Disposable {
  readonly keys = new SlateKeys();
  readonly #port: ClassPort;
  readonly #came: () => void;
  /** Made here, and not yet told to all. */
  readonly #proposed: GivenKeys[] = [];
  #asking: Disposable | null = null;
  #attempt = 0;
  /** Keys have come since they were asked for. */
  #answered = false;
  /** Somebody has asked for them meanwhile. */
  #wanted = false;

  /** `came`: there are keys that were missing. */
  constructor(port: ClassPort, came: () => void) {
    this.#port = port;
    this.#came = came;
  }

  /** Asks the others, one after the other, until keys come; no sooner again, whatever they bring. */
  want(): void {
    if (this.#asking) this.#wanted = true;
    else this.#ask();
  }

  #ask(): void {
    this.#answered = false;
    this.#wanted = false;
    this.#asking = this.#port.after(patienceMs, () => {
      this.#asking = null;
      if (!this.#answered) this.#attempt += 1;
      if (!this.#answered || this.#wanted) this.#ask();
    });
    void this.#port.ask('slate.askKeys', { attempt: this.#attempt % 128 });
  }

  async asked({ id, attempt }: News<'slate.keysAsked'>): Promise<void> {
    const others = ranked(this.#port.here().filter((one) => one.id !== id));
    if (this.keys.current === null || others[attempt % Math.max(1, others.length)]?.id !== this.#port.self) return;
    const box = await this.#port.sealFor(slateKeysKind, id, this.keys.all);
    if (box !== null) await this.#port.ask('slate.giveKeys', { to: id, box });
  }

  async told({ from, scope, box }: News<'slate.keys'>): Promise<void> {
    const { self, writerOf, open } = this.#port;
    const isOwn = from === self;
    const given = isOwn ? this.#proposed.shift() : await open(slateKeysKind, from, scope, box);
    if (!given) return;
    const holds = writerOf(from)?.holds ?? false;
    // To all, only those who hold the class speak.
    if (scope === 'all' && !holds) return;
    await this.keys.take(given, holds);
    this.#answered = true;
    this.#attempt = 0;
    this.#came();
    // A pupil may have named an old one as the last.
    if (!holds && writerOf(self)?.holds) await this.change();
  }

  /** What is written from now on is sealed with a fresh key. */
  async change(): Promise<void> {
    const fresh = newSlateKey();
    const box = await this.#port.sealAll(slateKeysKind, fresh);
    this.#proposed.push(fresh);
    const answer = await this.#port.ask('slate.changeKey', { box });
    if (!answer.ok) this.#proposed.splice(this.#proposed.indexOf(fresh), 1);
  }

  [Symbol.dispose](): void {
    this.#asking?.[Symbol.dispose]();
    this.keys.stir();
  }
}
