import { systemClock } from '../../server/app/clock.ts';
import { observer } from 'mediasoup';
import type { Consumer, Producer, Router, WebRtcServer, WebRtcTransport, Worker } from 'mediasoup/types';
import type { Direction, Source } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import type { ClassMedia, MediaListener } from '../../server/classroom/ports.ts';
import { bitrateLimits } from '../../server/media/bitrates.ts';
import { type MediaOptions, type MediaPool, openMedia } from '../../server/media/workers.ts';

/** What mediasoup itself says that it holds: the product offers no such view. */
type Census = {
  readonly routers: number;
  readonly transports: number;
  readonly producers: Producer[];
  readonly consumers: Consumer[];
  /** Identifiers that the worker processes still answer to, apart from their ports. */
  readonly answering: string[];
};

export type House = AsyncDisposable & {
  readonly media: MediaPool;
  readonly events: string[];
  /** Asks the workers. They answer in order, so all that was asked of them before has happened. */
  census(): Promise<Census>;
  openClass(): Promise<HeardClass>;
};

/** A pool on loopback that is watched from outside. */
export const openHouse = async (options: Partial<MediaOptions> = {}): Promise<House> => {
  const seen = { workers: new Set<Worker>(), servers: new Set<WebRtcServer>() };
  const live = {
    routers: new Set<Router>(),
    transports: new Set<WebRtcTransport>(),
    producers: new Set<Producer>(),
    consumers: new Set<Consumer>(),
  };
  const keep = <T extends { observer: { once(event: 'close', task: () => void): unknown } }>(set: Set<T>, thing: T): void => {
    set.add(thing);
    thing.observer.once('close', () => set.delete(thing));
  };
  const onWorker = (worker: Worker): void => {
    keep(seen.workers, worker);
    worker.observer.on('newwebrtcserver', (server) => keep(seen.servers, server));
    worker.observer.on('newrouter', (router) => {
      keep(live.routers, router);
      router.observer.on('newtransport', (transport) => {
        keep(live.transports, transport as WebRtcTransport);
        transport.observer.on('newproducer', (producer) => keep(live.producers, producer));
        transport.observer.on('newconsumer', (consumer) => keep(live.consumers, consumer));
      });
    });
  };
  observer.on('newworker', onWorker);
  const events: string[] = [];
  const media = await openMedia({
    workers: 1,
    listenIp: '127.0.0.1',
    portBase: 0,
    udp: true,
    tcp: true,
    log: (event) => events.push(event),
    clock: systemClock,
    limits: bitrateLimits({ cameraKbps: 2_500, screenKbps: 4_000 }),
    ...options,
  });
  return {
    media,
    events,
    census: async () => {
      const dumps = await Promise.all(Array.from(seen.workers, (worker) => worker.dump()));
      await new Promise((resolve) => setImmediate(resolve));
      const ports = new Set(Array.from(seen.servers, ({ id }) => id));
      const handlers = dumps.flatMap(({ routerIds, channelMessageHandlers: known }) => [
        ...routerIds,
        ...known.channelRequestHandlers,
        ...known.channelNotificationHandlers,
      ]);
      return {
        routers: live.routers.size,
        transports: live.transports.size,
        producers: [...live.producers],
        consumers: [...live.consumers],
        answering: handlers.filter((id) => !ports.has(id)),
      };
    },
    openClass: async () => {
      const heard = new Heard();
      return Object.assign(heard, { room: await media.openClass(heard) });
    },
    [Symbol.asyncDispose]: async () => {
      await media[Symbol.asyncDispose]();
      observer.off('newworker', onWorker);
    },
  };
};

export type HeardClass = Heard & { readonly room: ClassMedia };

/** Remembers what a class's media tells, and waits for it. */
class Heard implements MediaListener {
  readonly #offers = new Map<string, Offer[]>();
  readonly #gone = new Map<string, string[]>();
  readonly #waiting = new Set<() => void>();
  readonly messages: number[] = [];
  speaking: string[] = [];
  losses = 0;
  readonly excesses: string[] = [];
  readonly lines = new Map<string, readonly Direction[]>();
  reachable = true;

  offers(to: string, offers: Offer[]): void {
    this.messages.push(offers.length);
    this.#offers.set(to, [...this.offered(to), ...offers]);
    this.#look();
  }

  offersGone(to: string, consumers: string[]): void {
    this.#gone.set(to, [...this.goneFor(to), ...consumers]);
    this.#look();
  }

  speakers(ids: string[]): void {
    this.speaking = ids;
    this.#look();
  }

  exceeded(id: string, source: Source): void {
    this.excesses.push(`${id}/${source}`);
    this.#look();
  }

  line(id: string, blocked: readonly Direction[]): void {
    this.lines.set(id, blocked);
    this.#look();
  }

  unreachable(on: boolean): void {
    this.reachable = !on;
    this.#look();
  }

  lost = (): void => {
    this.losses++;
    this.#look();
  };

  /** All offers to this person so far. */
  offered(to: string): Offer[] {
    return this.#offers.get(to) ?? [];
  }

  /** Consumers that were taken back from this person. */
  goneFor(to: string): string[] {
    return this.#gone.get(to) ?? [];
  }

  /** The offers so far are void: their worker died. */
  forget(): void {
    this.#offers.clear();
    this.#gone.clear();
  }

  /** What this person has offers for now, as `owner/source`, sorted. */
  standing(to: string): string[] {
    const gone = new Set(this.goneFor(to));
    return this.offered(to)
      .filter(({ consumer }) => !gone.has(consumer))
      .map(({ id, source }) => `${id}/${source}`)
      .toSorted();
  }

  /** Resolves once `holds` is true of what was told. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }
}
