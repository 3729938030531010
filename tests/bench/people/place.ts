import type { Socket } from 'socket.io-client';
import type { Direction, DtlsParametersMessage, RtpParametersMessage, Source, TransportParameters } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';
import type { Usage } from '../children/usage.ts';

/** The media requests of one person. */
export type MediaLine = {
  /** The floor makes only the transports that are used. */
  open(directions: readonly Direction[]): Promise<Record<Direction, TransportParameters>>;
  connect(direction: Direction, dtls: DtlsParametersMessage): Promise<void>;
  produce(source: Source, rtp: RtpParametersMessage): Promise<void>;
  /** The people whose cameras are looked at. The floor always gives all. */
  watch(ids: readonly string[]): Promise<void>;
  ready(consumers: readonly string[]): Promise<void>;
  onOffers(take: (offers: readonly Offer[]) => void): void;
};

/** Somebody in a class, at the product or at the floor. */
export type Person = AsyncDisposable & {
  readonly id: string;
  readonly socket: Socket;
  readonly media: MediaLine;
  /** How many people this one was last told are in the class. */
  peopleKnown(): number;
  /** A message to everybody else, in base64url. */
  say(box: string): Promise<void>;
  raiseHand(): Promise<void>;
  lowerAll(): Promise<void>;
  /** Everybody is told the class's state. */
  spotlight(id: string | null): Promise<void>;
};

/** A class with its host inside. */
export type Class = AsyncDisposable & {
  readonly host: Person;
  readonly people: readonly Person[];
  /** Comes in; resolves when inside. At the product that takes a ticket, the lobby and a commit by the host. */
  join(): Promise<Person>;
  /** Ends it for everybody. */
  end(): Promise<void>;
};

/** A server in its own process: ours, or the least that does the same work. */
export type Place = AsyncDisposable & {
  readonly origin: string;
  openClass(): Promise<Class>;
  /** `collect`: after collecting garbage. */
  usage(options?: { collect?: boolean }): Promise<Usage>;
};

/** Runs tasks a few at a time, in order. */
export const inTurn = async <T, R>(
  items: readonly T[],
  atOnce: number,
  task: (item: T, index: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await task(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};

/**
 * The host's browser admits whoever knocks: all who did meanwhile, at once. `publish` is given them, and everybody who was ever
 * admitted. Returns what a newcomer waits for.
 */
export const admitting = <T>(
  publish: (newcomers: readonly T[], people: readonly T[]) => Promise<void>,
): ((person: T) => Promise<void>) => {
  const admitted: T[] = [];
  let pending: T[] = [];
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    await Promise.resolve();
    const newcomers = pending;
    pending = [];
    admitted.push(...newcomers);
    await publish(newcomers, admitted);
  };
  return (person) => {
    pending.push(person);
    if (pending.length === 1) running = (running ?? Promise.resolve()).then(run);
    return running ?? Promise.resolve();
  };
};
