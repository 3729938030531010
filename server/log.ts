import { isatty } from 'node:tty';
import pino from 'pino';
import { type EventFields, type EventName, type EventShape, type FieldType, events } from './privacy/events.ts';

/** Says that something happened. Takes only declared events with their declared fields, and never throws. */
export type Log = <E extends EventName>(event: E, fields: EventFields<E>) => void;

/** Where lines go: pino's destination, or a stand-in of the same shape. */
export type LogSink = { write(line: string): unknown };

/** Without digits and underscores, so that a random identifier hardly ever passes for a word. */
const ownWord = /^(?=.{1,40}$)[a-z]+[A-Za-z]*([.-][A-Za-z]+)*$/;
const errorKind = /^[A-Za-z]{1,40}$/;
const errorCode = /^[A-Z][A-Z0-9_]{1,40}$/;

const place = /^\s+at .*?((?:server|node_modules)\/[\w./@-]+:\d+:\d+)\)?$/;
/** Of an error: its kind, its code, where it arose. Its message may quote a person, so it is left out. */
const faultOf = (fault: unknown) => {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const code = 'code' in fault && typeof fault.code === 'string' && errorCode.test(fault.code) ? fault.code : undefined;
  const at = (fault.stack ?? '').split('\n').flatMap((line) => place.exec(line)?.[1] ?? []);
  return { kind: errorKind.test(fault.name) ? fault.name : 'Error', ...(code && { code }), at: at.slice(0, 8) };
};

const clean = (type: FieldType, value: unknown): unknown => {
  if (type === 'number') return Number(value);
  if (type === 'fault') return faultOf(value);
  return ownWord.test(String(value)) ? value : '?';
};

/** One line for a person at a terminal. */
const plainLine = (json: string): string => {
  const { level, time, event: _event, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const details = Object.entries(fields).map(
    ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  return `${clock} ${level === 'info' ? '' : `${String(level)}: `}${String(msg)}${details.join('')}\n`;
};

/** Lines wait at most in 64 KiB of memory; when the reader is gone or the disk is full, more are dropped. */
const standardOutput = () => {
  const destination = pino.destination({ dest: 1, sync: false, maxLength: 65_536 });
  destination.on('error', () => {});
  return destination;
};

/**
 * Opens the technical log. Standard: to the standard output, as JSON, or as plain lines at a terminal.
 * Disposing writes what still waits.
 */
export const openLog = (options: { readonly sink?: LogSink; readonly plain?: boolean } = {}): Log & Disposable => {
  const own = options.sink ? null : standardOutput();
  const sink: LogSink = options.sink ?? own ?? { write: () => {} };
  const plain = options.plain ?? (!options.sink && isatty(1));
  const logger = pino(
    { base: null, formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => void sink.write(plain ? plainLine(line) : line) },
  );
  const log: Log = (event, fields) => {
    const shape: EventShape = events[event];
    const given: Readonly<Record<string, unknown>> = fields;
    const kept = Object.fromEntries(Object.entries(shape.fields).map(([name, type]) => [name, clean(type, given[name])]));
    try {
      logger[shape.level]({ event, ...kept }, shape.says);
    } catch {
      // A log that cannot be written stops nothing.
    }
  };
  return Object.assign(log, {
    [Symbol.dispose]: () => {
      try {
        own?.flushSync();
      } catch {
        // The reader is gone.
      }
    },
  });
};
