import type { WebRtcTransport } from 'mediasoup/types';
import type { Clock } from '../classroom/ports.ts';
import { type Direction, directions } from '../protocol/media.ts';
import type { ClassReach } from './reach.ts';
import type { Transports } from './transports.ts';

/** For so long a browser may try, in milliseconds, before its line is taken for blocked. */
export const lineMs = 15_000;

const arrives = new Set(['connected', 'completed']);

export type LinesOptions = {
  readonly id: string;
  readonly transports: Transports;
  readonly clock: Clock;
  readonly reach: ClassReach;
  /** Told the directions in which nothing passes, whenever they change. */
  readonly changed: (blocked: readonly Direction[]) => void;
};

/** The lines of one participant, each way by itself: whether anything passes, from when a browser has said how it connects. */
export class Lines implements Disposable {
  readonly #options: LinesOptions;
  readonly #waiting = new Map<Direction, Disposable>();
  readonly #blocked = new Set<Direction>();
  readonly #tried = new Set<Direction>();
  /** What something has come to, and what nothing has come to in time: either is known once. */
  readonly #judged = new Set<Direction>();

  constructor(options: LinesOptions) {
    this.#options = options;
    for (const direction of directions) {
      const transport = options.transports[direction];
      transport.on('icestatechange', () => this.#look(direction, transport));
      transport.on('dtlsstatechange', () => this.#look(direction, transport));
    }
  }

  /** The directions in which nothing passes. */
  get blocked(): readonly Direction[] {
    return directions.filter((direction) => this.#blocked.has(direction));
  }

  /** The browser has said how it connects: from now on it is waited for. */
  tried(direction: Direction): void {
    this.#tried.add(direction);
    this.#look(direction, this.#options.transports[direction]);
  }

  [Symbol.dispose](): void {
    this.#tried.clear();
    for (const one of this.#waiting.values()) one[Symbol.dispose]();
    this.#waiting.clear();
    if (this.#blocked.size === 0) return;
    this.#blocked.clear();
    this.#options.changed([]);
  }

  /** ICE says only that something arrives (the server is ICE-lite, RFC 8445, section 2.5); DTLS that answers arrive too. */
  #look(direction: Direction, { iceState, dtlsState }: WebRtcTransport): void {
    if (arrives.has(iceState)) {
      this.#judged.add(direction);
      this.#options.reach.reached();
    }
    if (!this.#tried.has(direction)) return;
    if (arrives.has(iceState) && dtlsState === 'connected') this.#passes(direction);
    else if (!this.#waiting.has(direction))
      this.#waiting.set(
        direction,
        this.#options.clock.after(lineMs, () => this.#overdue(direction)),
      );
  }

  #passes(direction: Direction): void {
    this.#waiting.get(direction)?.[Symbol.dispose]();
    this.#waiting.delete(direction);
    if (this.#blocked.delete(direction)) this.#options.changed(this.blocked);
  }

  #overdue(direction: Direction): void {
    this.#blocked.add(direction);
    this.#options.changed(this.blocked);
    if (this.#judged.has(direction)) return;
    this.#judged.add(direction);
    this.#options.reach.missed(this.#options.id);
  }
}
