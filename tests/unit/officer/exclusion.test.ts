import { expect, test } from 'vitest';
import { codes as en } from '../../../client/text/en/codes.ts';
import { panels as panelsEn } from '../../../client/text/en/panels.ts';
import { codes as fr } from '../../../client/text/fr/codes.ts';
import { panels as panelsFr } from '../../../client/text/fr/panels.ts';
import { documentFiles } from '../../../server/documents/files.ts';
import { remove } from '../../../server/classroom/moderation.ts';
import { sourceOf } from '../../kit/documents.ts';
import { fakeRoom } from '../classroom/fakeRoom.ts';

test('after an exclusion the lobby is on, and those inside are told before anybody can knock (A1.7)', () => {
  const fake = fakeRoom({ lobby: false });
  fake.host();
  fake.admit('ada', 'ben');
  fake.told.length = 0;
  fake.exclude('ada');
  expect(fake.room.state.lobby).toBe(true);
  // At once: a state that is told soon could come after a knock.
  expect(fake.told).toEqual(expect.arrayContaining(['state host', 'state ben']));
});

test('taking out somebody who is in no group turns the lobby on as well (A1.7)', () => {
  const fake = fakeRoom({ lobby: false });
  fake.host();
  fake.host('ghost');
  const ghost = fake.room.present('ghost');
  ghost.role = 'student';
  remove(fake.room, fake.room.present('host'), 'ghost');
  expect(fake.room.state.lobby).toBe(true);
});

test('who merely leaves turns no lobby on (A1.7)', () => {
  const fake = fakeRoom({ lobby: false });
  fake.host();
  fake.admit('ada', 'ben');
  fake.told.length = 0;
  fake.admit('cleo');
  expect(fake.room.state.lobby).toBe(false);
  expect(fake.told.filter((one) => one.startsWith('state '))).toEqual([]);
});

test('no document and no page says that somebody who was excluded cannot come back (A1.7)', () => {
  const files = Array.from(documentFiles(sourceOf()).values()).join('\n');
  const pages = [fr, en].flatMap(({ leave, refusal }) => [leave.removed.detail, refusal.removed]);
  const dialogs = [panelsFr, panelsEn].map(({ people }) => people.removeDetail);
  const said = [files, ...pages, ...dialogs].join('\n');
  expect(said).not.toMatch(/sans retour|ne pourra pas revenir|pas possible d’y revenir|ne revienne pas'/);
  expect(said).not.toMatch(/cannot come back|without return|keep a removed person out/);
  expect(files).toContain('la salle d’attente s’allume donc d’elle-même après une exclusion');
  expect(dialogs[0]).toContain('la salle d’attente s’allume');
});
