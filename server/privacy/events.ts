/** Three logs with three lifetimes. Only `connection` may hold an address; no log holds a name, a text or a token. */
export type LogClass = 'technical' | 'audit' | 'connection';

/**
 * What a field of an event may hold.
 * - `number`: a count, a port, a duration.
 * - `word`: one of the program's own words (letters with `.` or `-` between, at most 40); anything else is logged as `?`.
 * - `fault`: an error, of which its kind, its code and its place in the source are kept, never its message.
 */
export type FieldType = 'number' | 'word' | 'fault';

export type EventShape = {
  readonly log: LogClass;
  readonly level: 'info' | 'warn' | 'error';
  /** The sentence that a person reads. */
  readonly says: string;
  readonly fields: Readonly<Record<string, FieldType>>;
};

/** Everything that may be logged. */
export const events = {
  'server.started': { log: 'technical', level: 'info', says: 'The server listens', fields: { port: 'number' } },
  'server.stopping': { log: 'technical', level: 'info', says: 'The server stops', fields: { classes: 'number' } },
  'server.stopped': { log: 'technical', level: 'info', says: 'The server has stopped', fields: {} },
  'server.fault': { log: 'technical', level: 'error', says: 'A fault that nothing caught', fields: { fault: 'fault' } },
  'http.fault': { log: 'technical', level: 'error', says: 'A request failed', fields: { route: 'word', fault: 'fault' } },
  'request.fault': { log: 'technical', level: 'error', says: 'A message failed', fields: { request: 'word', fault: 'fault' } },
  'socket.violation': {
    log: 'technical',
    level: 'warn',
    says: 'A connection broke the protocol',
    fields: { request: 'word', why: 'word' },
  },
  'socket.fault': { log: 'technical', level: 'error', says: 'A connection failed', fields: { fault: 'fault' } },
  'class.opened': { log: 'technical', level: 'info', says: 'A class opened', fields: { open: 'number' } },
  'class.closed': { log: 'technical', level: 'info', says: 'A class closed', fields: { open: 'number', reason: 'word' } },
  'media.started': {
    log: 'technical',
    level: 'info',
    says: 'A media worker started',
    fields: { worker: 'number' },
  },
  'media.died': {
    log: 'technical',
    level: 'error',
    says: 'A media worker died',
    fields: { worker: 'number' },
  },
  'media.error': { log: 'technical', level: 'warn', says: 'A media worker reports a fault', fields: { at: 'word' } },
  'store.purged': {
    log: 'technical',
    level: 'info',
    says: 'Expired records were erased',
    fields: { classes: 'number', hosts: 'number' },
  },
  'store.fault': { log: 'technical', level: 'error', says: 'The store failed', fields: { fault: 'fault' } },
} as const satisfies Record<string, EventShape>;

export type EventName = keyof typeof events;
type FieldValue = { number: number; word: string; fault: unknown };
/** What must be said with an event. */
export type EventFields<E extends EventName> = {
  readonly [F in keyof (typeof events)[E]['fields']]: FieldValue[(typeof events)[E]['fields'][F] & FieldType];
};
