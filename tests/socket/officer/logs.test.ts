import { expect, test } from 'vitest';
import { events, fieldItems } from '../../../server/logs/events.ts';
import { ledger } from '../../../server/privacy/ledger.ts';
import { getTicket, startLesson } from '../../kit/client.ts';
import { testClock } from '../../kit/clock.ts';
import { logLines, serverForTest } from '../../kit/records.ts';

const hour = 3_600_000;

test('the audit log holds no pupil: not who was let in or given a role (A2.14)', async () => {
  const server = await serverForTest();
  const { host, students, group } = await startLesson(server, 2);
  await group.setRole(host, students[0]!, 'cohost');
  await group.setRole(host, students[0]!, 'student');
  await expect.poll(() => logLines(server.folder, 'audit').filter(({ event }) => event === 'role.changed')).toHaveLength(2);
  const persons = logLines(server.folder, 'audit').filter((line) => 'person' in line);
  expect(persons.map(({ event }) => event)).toEqual(['host.entered']);
});

test('only a host’s own acts have a pseudonym of a person in the audit log (A2.14)', () => {
  const withPerson = Object.entries(events).filter(([, { fields }]) => 'person' in fields);
  expect(withPerson.map(([name]) => name)).toEqual(['host.entered']);
  expect(ledger.auditRecord.subjects).toBe('hosts');
});

test('the connection log’s end is declared, with the number that joins it to the beginning (A2.15)', () => {
  expect(Object.keys(events.disconnected.fields)).toEqual(Object.keys(events.connected.fields));
  expect([fieldItems.address, fieldItems.connection]).toEqual(['connectionRecord', 'connectionRecord']);
  expect(ledger.connectionRecord.what.fr).toMatch(/déconnexion.*numéro aléatoire/);
  expect(ledger.connectionRecord.what.en).toMatch(/disconnecting.*random number/);
});

test.each([14, 2])('a seat is good for as long as the longest class, %i hours, and no longer (A3.24)', async (maxHours) => {
  const clock = testClock();
  const why = { 'class.maxHours': 'la journée de portes ouvertes' };
  const server = await serverForTest({ clock, settings: { class: { maxHours }, ...(maxHours > 12 && { why }) } });
  const { made, students } = await startLesson(server, 1);
  const { seat, id } = students[0]!;
  clock.advance((maxHours - 1) * hour);
  expect((await getTicket(server, made.id, { seat })).id).toBe(id);
  clock.advance(2 * hour);
  expect((await getTicket(server, made.id, { seat })).id).not.toBe(id);
});

test('what a browser keeps of a visit is under no time of its own that a longer class would outlive (A3.24)', () => {
  for (const key of ['visitKeys', 'classLink', 'seatToken'] as const) expect(ledger[key].until).toEqual({ tab: 'swept' });
});
