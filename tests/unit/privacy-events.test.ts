import { expect, test } from 'vitest';
import { openLog } from '../../server/logs/log.ts';
import { type EventName, type EventShape, events, fieldItems, type LogClass } from '../../server/logs/events.ts';
import type { MemoryKey } from '../../server/privacy/census.ts';
import { type LedgerEntry, ledger, type Place } from '../../server/privacy/ledger.ts';

const places: Readonly<Record<LogClass, Place | null>> = { connection: 'connection-log', audit: 'audit-log', technical: null };

/** The personal fields of an event whose log is not a place of their item. */
const misplaced = (shapes: Readonly<Record<string, EventShape>>): string[] =>
  Object.entries(shapes).flatMap(([event, { log, fields }]) =>
    Object.entries(fields).flatMap(([field, type]) => {
      const item = fieldItems[type];
      const place = places[log];
      const fits = item === null || (place !== null && (ledger[item] as LedgerEntry).keptIn.includes(place));
      return fits ? [] : [`${event}.${field}`];
    }),
  );

test('every personal field of every event is declared for the log that it goes to', () => {
  expect(misplaced(events)).toEqual([]);
});

test('an address planted in a technical or an audit event is found', () => {
  const planted = (log: LogClass) => ({ log, level: 'info', says: '', fields: { from: 'address' } }) as unknown as EventShape;
  expect(misplaced({ a: planted('technical'), b: planted('audit'), c: planted('connection') })).toEqual(['a.from', 'b.from']);
});

test('a personal field in a log that may not have it, and a hold of what may not be in memory, do not compile', () => {
  // @ts-expect-error an address in the technical log
  const leaking: EventShape = { log: 'technical', level: 'info', says: '', fields: { from: 'address' } };
  // @ts-expect-error a pseudonym in the connection log
  const linking: EventShape = { log: 'connection', level: 'info', says: '', fields: { who: 'pseudonym' } };
  // @ts-expect-error a line of the connection log in memory
  const hoarding: MemoryKey = 'connectionRecord';
  // @ts-expect-error an event that nobody declared
  const unknown: EventName = 'student.named';
  expect([leaking, linking, hoarding, unknown]).toHaveLength(4);
});

test('of the technical log nothing is personal', () => {
  const technical = Object.values(events).filter(({ log }) => log === 'technical');
  const types = technical.flatMap(({ fields }) => Object.values(fields));
  expect(types.filter((type) => fieldItems[type] !== null)).toEqual([]);
});

const kept = () => {
  const lines: string[] = [];
  const append = (log: LogClass, json: string): boolean => lines.push(`${log} ${json}`) > 0;
  return { lines, log: openLog({ sink: { write: () => {} }, keeper: { append, pseudonym: () => 'a pseudonym' } }) };
};

test('a name in place of an address, a number of a connection, or a hash is not logged', () => {
  const { lines, log } = kept();
  log('connected', { address: 'Zoé Martin', connection: 'Zoé' });
  log('configuration.loaded', { configuration: 'Zoé', profile: 'Zoé Martin', legalHold: 'Zoé' });
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain('Zoé');
});

test('an identifier in the audit log is replaced before it is written', () => {
  const { lines, log } = kept();
  log('host.signedIn', { account: 'q83vEjRWeJCrze8SNFZ4kA' });
  expect(lines.join()).not.toContain('q83v');
  expect(lines.join()).toContain('"account":"a pseudonym"');
});

test('a log that throws stops nothing', () => {
  const append = (): boolean => {
    throw new Error('the disk is gone');
  };
  const log = openLog({ sink: { write: () => {} }, keeper: { append, pseudonym: (id) => id } });
  expect(() => log('host.signedIn', { account: 'a' })).not.toThrow();
});
