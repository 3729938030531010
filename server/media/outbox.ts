import type { MediaListener } from '../classroom/ports.ts';
import type { Offer } from '../protocol/news.ts';

/** Below the protocol's 128 entries per message, and well below the limit of a frame. */
const perMessage = 64;

/** What one participant is to be told of streams, gathered over one turn of the event loop. */
export class Outbox implements Disposable {
  readonly #to: string;
  readonly #listener: Pick<MediaListener, 'offers' | 'offersGone'>;
  #offers: Offer[] = [];
  #gone: string[] = [];
  #pending: NodeJS.Immediate | undefined;

  constructor(to: string, listener: Pick<MediaListener, 'offers' | 'offersGone'>) {
    this.#to = to;
    this.#listener = listener;
  }

  offer(offer: Offer): void {
    this.#offers.push(offer);
    this.#schedule();
  }

  /** Takes an offer back: it is never told if it still waits here. */
  withdraw(consumer: string): void {
    const waiting = this.#offers.findIndex((offer) => offer.consumer === consumer);
    if (waiting >= 0) {
      this.#offers.splice(waiting, 1);
      return;
    }
    this.#gone.push(consumer);
    this.#schedule();
  }

  [Symbol.dispose](): void {
    clearImmediate(this.#pending);
    this.#offers = [];
    this.#gone = [];
  }

  #schedule(): void {
    this.#pending ??= setImmediate(() => {
      this.#pending = undefined;
      const offers = this.#offers.splice(0);
      const gone = this.#gone.splice(0);
      for (let at = 0; at < gone.length; at += perMessage) this.#listener.offersGone(this.#to, gone.slice(at, at + perMessage));
      for (let at = 0; at < offers.length; at += perMessage) this.#listener.offers(this.#to, offers.slice(at, at + perMessage));
    });
  }
}
