import type { News } from '#protocol/news.ts';
import { type GivenKeys, SlateKeys, newSlateKey, slateKeysKind } from '../crypto/slates/slateKeys.ts';
import type { Author } from './model.ts';
import type { ClassPort } from './port.ts';

/** Who does not answer within this time is passed over, in milliseconds. */
const patienceMs = 1_500;

/** Those who hold the class first, each in an order that all see alike. */
export const ranked = (people: readonly Author[]): readonly Author[] =>
  people.toSorted((one, other) => Number(other.holds) - Number(one.holds) || (one.id < other.id ? -1 : 1));

/** What keys have to do with slates. */
type SlatesOfKeys = {
  /** There are keys that were missing. */
  came(): void;
  /** How far each slate has been read here. */
  stands(): GivenKeys['stands'];
  /** The same of somebody who holds the class: what they were given, one is given. */
  expect(stands: GivenKeys['stands']): void;
};

/**
 * Hands the keys of slates to who comes, and gets them from the others: any member may hand them on, since the name of a key is its
 * hash; which one is sealed with, only those who hold the class say.
 */
export class KeyDesk implements Disposable {
  readonly keys = new SlateKeys();
  readonly #port: ClassPort;
  readonly #slates: SlatesOfKeys;
  /** Made here, and not yet told to all, by the box in which they are. */
  readonly #proposed = new Map<string, GivenKeys>();
  #asking: Disposable | null = null;
  #attempt = 0;
  /** Keys have come since they were asked for. */
  #answered = false;
  /** Somebody has asked for them meanwhile. */
  #wanted = false;

  constructor(port: ClassPort, slates: SlatesOfKeys) {
    this.#port = port;
    this.#slates = slates;
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
    const { all } = this.keys;
    if (all === null || others[attempt % Math.max(1, others.length)]?.id !== this.#port.self) return;
    const box = await this.#port.sealFor(slateKeysKind, id, { ...all, stands: this.#slates.stands() });
    if (box !== null) await this.#port.ask('slate.giveKeys', { to: id, box });
  }

  /** Whether somebody who holds the class has told all what is sealed with from now on. */
  async told({ from, scope, box }: News<'slate.keys'>): Promise<boolean> {
    const { self, writerOf, open } = this.#port;
    const isOwn = from === self;
    const given = isOwn ? this.#proposed.get(box) : await open(slateKeysKind, from, scope, box);
    this.#proposed.delete(box);
    if (!given) return false;
    const holds = writerOf(from)?.holds ?? false;
    // To all, only those who hold the class speak; and of a pupil nobody takes keys who has not asked for any.
    if (!holds && (scope === 'all' || !this.#asking || this.#answered)) return false;
    const hadNone = this.keys.current === null;
    await this.keys.take(given, holds);
    this.#answered = true;
    this.#attempt = 0;
    if (holds) this.#slates.expect(given.stands);
    this.#slates.came();
    // A pupil may have named an old one as the last; and after a departure all may wait for this browser.
    if (hadNone && (!holds || this.keys.current === null) && writerOf(self)?.holds) await this.change();
    return scope === 'all';
  }

  /** What is written from now on is sealed with a fresh key, once the server has told it to all. */
  async change(): Promise<void> {
    const fresh = newSlateKey(this.#port.epoch());
    const box = await this.#port.sealAll(slateKeysKind, fresh);
    this.#proposed.set(box, fresh);
    await this.#port.ask('slate.changeKey', { box });
  }

  [Symbol.dispose](): void {
    this.#asking?.[Symbol.dispose]();
    this.keys.stir();
  }
}
