import { isIP } from 'node:net';
import { isatty } from 'node:tty';
import pino from 'pino';
import { type EventFields, type EventName, type EventShape, events, type FieldType, type LogClass } from './events.ts';

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

const fits: Readonly<Record<Exclude<FieldType, 'number' | 'fault' | 'pseudonym'>, (text: string) => boolean>> = {
  word: (text) => ownWord.test(text),
  digest: (text) => /^[0-9a-f]{64}$/.test(text),
  address: (text) => isIP(text) !== 0,
  connection: (text) => /^[0-9a-f]{12}$/.test(text),
};

const clean = (type: FieldType, value: unknown, pseudonym: (id: string) => string): unknown => {
  if (type === 'number') return Number(value);
  if (type === 'fault') return faultOf(value);
  if (type === 'pseudonym') return pseudonym(String(value));
  return fits[type](String(value)) ? value : '?';
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

/** Where the lines of the three logs are kept. */
export type LogKeeper = {
  /** False when the line could not be written. */
  append(log: LogClass, json: string): boolean;
  /** What the audit log says instead of an identifier. */
  pseudonym(id: string): string;
};

export type LogOptions = {
  /** Takes the technical log's lines. Standard: the standard output, as JSON, or as plain lines at a terminal. */
  readonly sink?: LogSink;
  readonly plain?: boolean;
  /** Without it nothing but the technical log goes anywhere. */
  readonly keeper?: LogKeeper;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** `lostLines`: how many lines no file has taken since the start. */
export type OpenedLog = Log & Disposable & { lostLines(): number };

/** Opens the logs. Disposing writes what still waits for the standard output. */
export const openLog = ({ sink: given, plain = !given && isatty(1), keeper, now = Date.now }: LogOptions = {}): OpenedLog => {
  const own = given ? null : standardOutput();
  const sink: LogSink = given ?? own ?? { write: () => {} };
  const lost = new Map<LogClass, number>();
  let lostInAll = 0;

  const keep = (to: LogClass, line: string): void => {
    if (!keeper) return;
    const written = keeper.append(to, line);
    const before = lost.get(to) ?? 0;
    if (written) lost.delete(to);
    else {
      lost.set(to, before + 1);
      lostInAll += 1;
    }
    if (written && before > 0) log('log.gap', { file: to, lines: before });
    if (!written && before === 0) log('log.unwritten', { file: to });
  };
  const show = (line: string): void => {
    try {
      sink.write(plain ? plainLine(line) : line);
    } catch {
      // The line still goes to its file.
    }
  };
  const loggerOf = (to: LogClass) =>
    pino(
      { base: null, timestamp: () => `,"time":${now()}`, formatters: { level: (label) => ({ level: label }) } },
      {
        write: (line: string) => {
          if (to === 'technical') show(line);
          keep(to, line.trimEnd());
        },
      },
    );
  const loggers = { technical: loggerOf('technical'), audit: loggerOf('audit'), connection: loggerOf('connection') };

  const log: Log = (event, fields) => {
    const shape: EventShape = events[event];
    const values: Readonly<Record<string, unknown>> = fields;
    const pseudonym = (id: string): string => keeper?.pseudonym(id) ?? '?';
    const kept = Object.entries(shape.fields).map(([name, type]) => [name, clean(type, values[name], pseudonym)]);
    try {
      loggers[shape.log][shape.level]({ event, ...Object.fromEntries(kept) }, shape.says);
    } catch {
      // A log that fails stops nothing.
    }
  };
  return Object.assign(log, {
    lostLines: () => lostInAll,
    [Symbol.dispose]: () => {
      try {
        own?.flushSync();
      } catch {
        // The reader is gone.
      }
    },
  });
};
