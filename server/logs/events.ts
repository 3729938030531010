import type { LedgerKey } from '../privacy/ledger.ts';
import { providerEvents } from '../identity/providers/declarations.ts';

/** Three logs with three lifetimes. Only `connection` may hold an address; no log holds a name, a text or a token. */
export type LogClass = 'technical' | 'audit' | 'connection';

/**
 * What a field of an event may hold; anything else is logged as `?`.
 * - `number`: a count, a port, a duration.
 * - `word`: one of the program's own words (letters with `.` or `-` between, at most 40).
 * - `fault`: an error, of which its kind, its code and its place in the source are kept, never its message.
 * - `digest`: a SHA-256 of nothing personal, in hexadecimal.
 * - `address`: a network address.
 * - `connection`: a random number of one connection, in hexadecimal: it joins its end to its beginning, and nothing else.
 * - `pseudonym`: an identifier, which the log replaces by a keyed hash of it.
 */
export type FieldType = 'number' | 'word' | 'fault' | 'digest' | 'address' | 'connection' | 'pseudonym';
type Impersonal = 'number' | 'word' | 'fault' | 'digest';

/** The item of the ledger that a field of each type is; null: of nobody. */
export const fieldItems: Readonly<Record<FieldType, LedgerKey | null>> = {
  number: null,
  word: null,
  fault: null,
  digest: null,
  address: 'connectionRecord',
  connection: 'connectionRecord',
  pseudonym: 'auditRecord',
};

type Shape<L extends LogClass, F extends FieldType> = {
  readonly log: L;
  readonly level: 'info' | 'warn' | 'error';
  /** The sentence that a person reads. */
  readonly says: string;
  readonly fields: Readonly<Record<string, F>>;
};

/** A personal field in a log that may not have it does not compile. */
export type EventShape =
  | Shape<'technical', Impersonal>
  | Shape<'audit', Impersonal | 'pseudonym'>
  | Shape<'connection', 'address' | 'connection'>;

const technical = {
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
  'socket.notPassed': {
    log: 'technical',
    level: 'warn',
    says: 'Connections came that were no WebSocket: a proxy on the way does not pass it on, and nobody gets into a class there (with nginx: proxy_http_version 1.1, and the headers Upgrade and Connection)',
    fields: { count: 'number' },
  },
  'origin.refused': {
    log: 'technical',
    level: 'warn',
    says: 'Requests were refused because their page was opened under another address than the one of http.publicOrigin',
    fields: { count: 'number' },
  },
  'class.opened': { log: 'technical', level: 'info', says: 'A class opened', fields: { open: 'number' } },
  'class.closed': { log: 'technical', level: 'info', says: 'A class closed', fields: { open: 'number', reason: 'word' } },
  'media.started': { log: 'technical', level: 'info', says: 'A media worker started', fields: { worker: 'number' } },
  'media.died': { log: 'technical', level: 'error', says: 'A media worker died', fields: { worker: 'number' } },
  'media.error': { log: 'technical', level: 'warn', says: 'A media worker reports a fault', fields: { at: 'word' } },
  'media.unreachable': {
    log: 'technical',
    level: 'error',
    says: 'Nobody ever reached the announced address: neither sound nor picture passes. Look at media.announcedAddress and media.portBase, and let the firewall pass these ports, by UDP and TCP',
    fields: { tries: 'number' },
  },
  'media.reached': { log: 'technical', level: 'info', says: 'The announced address was reached after all', fields: {} },
  'store.fault': { log: 'technical', level: 'error', says: 'The store failed', fields: { fault: 'fault' } },
  'log.unwritten': {
    log: 'technical',
    level: 'error',
    says: 'Lines of a log are lost: its file of the day has its full size, or the disk takes none',
    fields: { file: 'word' },
  },
  'purge.fault': { log: 'technical', level: 'error', says: 'Something expired could not be erased', fields: { fault: 'fault' } },
  'remains.fault': { log: 'technical', level: 'error', says: 'Freed memory could not be wiped', fields: { fault: 'fault' } },
  'purge.suspended': {
    log: 'technical',
    level: 'warn',
    says: 'Legal hold is on: what expires in the store and the logs is NOT erased',
    fields: {},
  },
  'clock.doubted': {
    log: 'technical',
    level: 'warn',
    says: 'The clock is so many days from when this server last ran: nothing that expires is erased. If it is right, run npm run clock -- confirm; if not, set it right',
    fields: { days: 'number' },
  },
  'clock.believed': {
    log: 'technical',
    level: 'info',
    says: 'The clock was confirmed or set right: what expires is erased again',
    fields: {},
  },
} as const satisfies Record<string, EventShape>;

const audit = {
  'configuration.loaded': {
    log: 'audit',
    level: 'info',
    says: 'The server starts with this configuration',
    fields: { configuration: 'digest', profile: 'word', legalHold: 'word' },
  },
  'host.signedIn': { log: 'audit', level: 'info', says: 'A host signed in', fields: { account: 'pseudonym' } },
  'host.signInRefused': { log: 'audit', level: 'warn', says: 'A sign-in was refused', fields: {} },
  'host.signedOut': { log: 'audit', level: 'info', says: 'A host signed out', fields: { account: 'pseudonym' } },
  'host.sessionsEnded': {
    log: 'audit',
    level: 'info',
    says: 'A host ended sessions of the own account',
    fields: { account: 'pseudonym', count: 'number' },
  },
  'host.exported': { log: 'audit', level: 'info', says: 'A host exported an account', fields: { account: 'pseudonym' } },
  'host.erased': { log: 'audit', level: 'info', says: 'A host erased an account', fields: { account: 'pseudonym' } },
  'operator.invitedHost': {
    log: 'audit',
    level: 'info',
    says: 'The operator made a one-time link for a host',
    fields: { secondsAgo: 'number' },
  },
  'operator.removedHost': {
    log: 'audit',
    level: 'warn',
    says: 'The operator removed a host',
    fields: { account: 'pseudonym', classesErased: 'number', secondsAgo: 'number' },
  },
  'host.entered': {
    log: 'audit',
    level: 'info',
    says: 'A host entered a class',
    fields: { class: 'pseudonym', person: 'pseudonym' },
  },
  'host.proofRefused': { log: 'audit', level: 'warn', says: 'A wrong host proof was refused', fields: { class: 'pseudonym' } },
  'vault.opened': { log: 'audit', level: 'info', says: 'A host fetched a class’s sealed keys', fields: { class: 'pseudonym' } },
  'class.made': { log: 'audit', level: 'info', says: 'A class was made', fields: { class: 'pseudonym', account: 'pseudonym' } },
  'class.erased': {
    log: 'audit',
    level: 'info',
    says: 'A class was erased',
    fields: { class: 'pseudonym', account: 'pseudonym' },
  },
  'class.erasedByLink': {
    log: 'audit',
    level: 'info',
    says: 'A class that had lost its host was erased by whoever has its host link',
    fields: { class: 'pseudonym' },
  },
  'class.keysRenewed': {
    log: 'audit',
    level: 'info',
    says: 'The links and keys of a class were renewed',
    fields: { class: 'pseudonym', account: 'pseudonym' },
  },
  'role.changed': {
    log: 'audit',
    level: 'info',
    says: 'A host gave a role',
    // Whose role it is stays out: it may be a pupil's.
    fields: { class: 'pseudonym', role: 'word' },
  },
  'log.gap': {
    log: 'audit',
    level: 'warn',
    says: 'A log goes on after lines of it were lost',
    fields: { file: 'word', lines: 'number' },
  },
  'purge.done': { log: 'audit', level: 'info', says: 'Records were erased', fields: { why: 'word', records: 'number' } },
} as const satisfies Record<string, EventShape>;

const connection = {
  connected: {
    log: 'connection',
    level: 'info',
    says: 'connected',
    fields: { address: 'address', connection: 'connection' },
  },
  disconnected: {
    log: 'connection',
    level: 'info',
    says: 'disconnected',
    fields: { address: 'address', connection: 'connection' },
  },
} as const satisfies Record<string, EventShape>;

/** Everything that may be logged. */
export const events = { ...technical, ...audit, ...providerEvents, ...connection } as const;

export type EventName = keyof typeof events;
type FieldValue = { fault: unknown; number: number } & Record<Exclude<FieldType, 'fault' | 'number'>, string>;
/** What must be said with an event. */
export type EventFields<E extends EventName> = {
  readonly [F in keyof (typeof events)[E]['fields']]: FieldValue[(typeof events)[E]['fields'][F] & FieldType];
};
