import { type Envelope, isGenuine, type Letter, openLetter, type Scope } from './content.ts';
import type { Bytes } from './bytes.ts';

/** The key of a letter: `early` when it is still to come, `past` when it is from before one came, `bad` when it never will be. */
export type LetterKey = CryptoKey | 'early' | 'past' | 'bad';

/** Who wrote what, in which order. A message counts once, and only if its sender signed it for this place. */
export class Conversation {
  #said = 0;
  /** By sender: the number of the last message before their first key came. Anything up to it is of the past. */
  readonly #floors = new Map<string, number>();
  readonly #heard = new Map<string, number>();

  /** The number of the last message of one's own. */
  get said(): number {
    return this.#said;
  }

  /** The number of one's next message: milliseconds since 1970, so that numbers grow across a reload of the page. */
  next(now: number): number {
    this.#said = Math.max(this.#said + 1, now);
    return this.#said;
  }

  /** The first word of a sender: what their first key box says of their messages. */
  meet(from: string, said: number): void {
    if (!this.#floors.has(from)) this.#floors.set(from, said);
  }

  /** Opens a letter of a person whose signature `verify` checks. */
  async open(
    letter: Letter,
    envelope: Envelope,
    verify: CryptoKey,
    keyOf: () => Promise<LetterKey>,
  ): Promise<Bytes | 'early' | 'past' | 'bad'> {
    if (!(await isGenuine(letter, verify, envelope))) return 'bad';
    const floor = this.#floors.get(envelope.from);
    if (floor === undefined) return 'early';
    if (letter.position.seq <= floor) return 'past';
    if (letter.position.seq <= (this.#heard.get(placeOf(envelope)) ?? 0)) return 'bad';
    const key = await keyOf();
    if (typeof key === 'string') return key;
    const content = await openLetter(letter, key, envelope);
    this.#heard.set(placeOf(envelope), letter.position.seq);
    return content;
  }
}

const placeOf = ({ from, scope }: { readonly from: string; readonly scope: Scope }) => `${from}/${scope}`;
