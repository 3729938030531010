import type { Clock } from '../../classroom/ports.ts';
import { Refusal } from '../../protocol/refusal.ts';
import type { Log } from '../../logs/log.ts';
import type { Answer } from '../../protocol/messages.ts';
import { type RequestAnswer, type RequestInput, type RequestName, requests } from '../../protocol/requests.ts';

/** What answers the requests: one handler for each line of the table. A request without a handler does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (input: RequestInput<N>) => Promise<RequestAnswer<N>> | RequestAnswer<N>;
};

export type DispatchOptions = {
  readonly handlers: Handlers;
  readonly clock: Clock;
  readonly log: Log;
  /** Told after each request that was granted. */
  readonly granted: (name: RequestName) => void;
  /** The protocol was broken: the connection is to be closed. Told once. */
  readonly violated: () => void;
};

/** Takes what one socket sends, in order. */
export type Dispatch = {
  /** `args`: the message's input and, unless the sender wants no answer, the function that answers it. */
  receive(name: string, args: readonly unknown[]): void;
  /** Takes nothing more and drops what waits. Settles when the request in hand has ended. */
  stop(): Promise<void>;
};

/** The window of the rates in the table, in milliseconds. */
const rateWindow = 10_000;
/** So many times over its rate, a message closes the socket instead of being refused. */
const tooManyTimes = 10;
/** Requests of one socket that wait for the one in hand. */
const queueMax = 256;

type Violation = 'unknown' | 'too-large' | 'too-often' | 'too-many-waiting';

const isRequest = (name: string): name is RequestName => Object.hasOwn(requests, name);

/** A message's size as the table means it: bytes of JSON. Infinite when it has none, or nests too deeply for one. */
const jsonBytes = (input: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(input) ?? '');
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** Counts what one socket sends in the window of the rates, by kind. */
const windowCounter = (clock: Pick<Clock, 'now'>): ((name: RequestName) => number) => {
  const windows = new Map<RequestName, { since: number; count: number }>();
  return (name) => {
    const now = clock.now();
    const window = windows.get(name);
    if (!window || now - window.since >= rateWindow) {
      windows.set(name, { since: now, count: 1 });
      return 1;
    }
    window.count += 1;
    return window.count;
  };
};

export const createDispatch = ({ handlers, clock, log, granted, violated }: DispatchOptions): Dispatch => {
  const countOf = windowCounter(clock);
  let tail: Promise<void> = Promise.resolve();
  let waiting = 0;
  let stopped = false;

  const violate = (request: string, why: Violation): void => {
    stopped = true;
    log('socket.violation', { request, why });
    violated();
  };

  const handle = async <N extends RequestName>(name: N, input: unknown): Promise<Answer<unknown>> => {
    const read = requests[name].input.safeParse(input);
    if (!read.success) return { ok: false, code: 'invalid' };
    try {
      const value = await handlers[name](read.data as RequestInput<N>);
      granted(name);
      return { ok: true, value };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code };
      log('request.fault', { request: name, fault: error });
      return { ok: false, code: 'internal' };
    }
  };

  const enqueue = (task: () => Promise<Answer<unknown>>, answer: (answer: Answer<unknown>) => void): void => {
    waiting += 1;
    tail = tail.then(async () => {
      waiting -= 1;
      if (!stopped) answer(await task());
    });
  };

  return {
    receive(name, args) {
      if (stopped) return;
      if (!isRequest(name)) return violate('unknown', 'unknown');
      const last = args.at(-1);
      const answer = typeof last === 'function' ? (last as (answer: Answer<unknown>) => void) : () => {};
      const inputs = typeof last === 'function' ? args.slice(0, -1) : args;
      const { rate, bytes } = requests[name];
      const count = countOf(name);
      if (count > rate * tooManyTimes) return violate(name, 'too-often');
      if (count > rate) return answer({ ok: false, code: 'too-often' });
      if (jsonBytes(inputs[0]) > bytes) return violate(name, 'too-large');
      if (waiting >= queueMax) return violate(name, 'too-many-waiting');
      const invalid = { ok: false, code: 'invalid' } as const;
      enqueue(() => (inputs.length === 1 ? handle(name, inputs[0]) : Promise.resolve(invalid)), answer);
    },
    async stop() {
      stopped = true;
      await tail;
    },
  };
};
