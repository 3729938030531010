import { Census, type Clock } from '../privacy/census.ts';
import { ExpiringMap } from '../privacy/expiringMap.ts';
import { Refusal } from '../protocol/refusal.ts';
import { Shares } from './shares.ts';

const capacity = 60;
/** From where somebody was refused, so many people may knock within the minute: a school behind one address still comes in. */
const knocksAfterRefusal = 30;
/** Hosts are told at most this often how many the full lobby has turned away, in milliseconds. */
const tellEvery = 2_000;
const refusalsMax = 2_000;

/** Who asks for a place: the person, and a mark of where they come from, which says nothing but that it is the same place. */
export type Knock = { readonly id: string; readonly from: string };

/** The places of a lobby, shared by where people come from, and who was refused within the last minute. */
export class Lobby implements Disposable {
  readonly #places = new Shares(capacity);
  readonly #refused: ExpiringMap<'lobbyRefusal', string, { knocks: number }>;
  readonly #clock: Clock;
  readonly #crowded: (turnedAway: number) => void;
  #turnedAway = 0;
  #telling: Disposable | null = null;

  /** `crowded`: told, now and then, how many found the lobby full in this lesson. */
  constructor(clock: Clock, crowded: (turnedAway: number) => void) {
    this.#clock = clock;
    this.#crowded = crowded;
    // Counted with the class, which is in the server's census as a whole.
    const census = new Census();
    this.#refused = new ExpiringMap('lobbyRefusal', { clock, census, max: refusalsMax, whenFull: 'drop-oldest' });
  }

  /** How many refusals are remembered. */
  get refusals(): number {
    return this.#refused.size;
  }

  /**
   * A place, until disposed. `gaveWay`: told when it goes to somebody from where fewer wait. Refuses with `refused` within a
   * minute of a refusal, `too-often` when many knock from where somebody was refused, `full` when no place can be had.
   */
  place({ id, from }: Knock, gaveWay: () => void): Disposable {
    if (this.#refused.get(id)) throw new Refusal('refused');
    const watched = this.#refused.get(from);
    if (watched && watched.knocks >= knocksAfterRefusal) throw new Refusal('too-often');
    const place = this.#places.take(from, () => {
      this.#turnAway();
      gaveWay();
    });
    if (watched) watched.knocks += 1;
    if (place) return place;
    this.#turnAway();
    throw new Refusal('full');
  }

  /** A host sent this person away. */
  refused({ id, from }: Knock): void {
    this.#refused.set(id, { knocks: 0 });
    this.#refused.set(from, this.#refused.get(from) ?? { knocks: 0 });
  }

  #turnAway(): void {
    this.#turnedAway += 1;
    this.#telling ??= this.#clock.after(tellEvery, () => {
      this.#telling = null;
      this.#crowded(this.#turnedAway);
    });
  }

  [Symbol.dispose](): void {
    this.#telling?.[Symbol.dispose]();
    this.#refused[Symbol.dispose]();
  }
}
