import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Migrator } from 'kysely/migration';
import { expect, onTestFinished, test } from 'vitest';
import { migrationsFor } from '../../server/store/migrations/all.ts';
import { openStore } from '../../server/store/open.ts';
import { connect, dialect, openFile } from '../../server/store/sqlite/connect.ts';

type Row = Readonly<Record<string, SQLInputValue>>;

/** A folder with a file as a version left it that had made so many changes, and with these rows in it. */
const folderOf = async (changes: number, rows: readonly (readonly [table: string, row: Row])[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-upgrade-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = openFile(join(folder, 'ardoise.sqlite'));
  const { db } = connect(file);
  const former = Object.fromEntries(Object.entries(migrationsFor(dialect)).slice(0, changes));
  await new Migrator({ db, provider: { getMigrations: async () => former } }).migrateToLatest();
  for (const [table, row] of rows) {
    const names = Object.keys(row);
    file.prepare(`INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(...Object.values(row));
  }
  await db.destroy();
  return folder;
};

const upgraded = async (folder: string) => {
  const store = await openStore({ folder, store: 'sqlite' }, { classDays: 90, hostSessionDays: 30, invitationHours: 24 });
  onTestFinished(() => store.close());
  return store;
};

test('sessions and links from before they were listed stay good, and can be ended', async () => {
  const folder = await folderOf(1, [
    ['host_accounts', { id: 'account', created_at: 1 }],
    ...['one', 'two'].flatMap((hash) => {
      const row = { token_hash: hash, account: 'account', expires_at: 1_000 };
      return [['host_sessions', row] as const, ['host_invitations', row] as const];
    }),
  ]);
  const store = await upgraded(folder);
  const { sessions, invitations } = await store.accounts.heldOf('account', 1);
  expect(sessions).toMatchObject(
    Array.from({ length: 2 }, () => ({ openedAt: null, usedOn: null, device: null, expiresAt: 1_000 })),
  );
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(2);
  expect(invitations).toMatchObject([{ ownDevice: true }, { ownDevice: true }]);
  const found = await store.sessions.find('one', 1);
  expect(found).toMatchObject({ account: 'account', expires: 1_000 });
  expect(await store.sessions.endOthers('account', found!.id)).toBe(1);
  expect(await store.sessions.find('two', 1)).toBeNull();
  expect(await store.invitations.withdraw('account', invitations[0]!.id)).toBe(true);
});

const at = 1_700_000_000_000;
const rows = [
  ['host_accounts', { id: 'account', created_at: at }],
  ['host_accounts', { id: 'other', created_at: at }],
  [
    'host_sessions',
    { token_hash: 's', account: 'account', expires_at: at + 9, id: 'session', opened_at: at, used_on: null, device: 'phone' },
  ],
  ['host_invitations', { token_hash: 'i', account: null, expires_at: at + 9, id: 'link', made_by: 'host', maker: 'account' }],
  ['host_invitations', { token_hash: 'first', account: null, expires_at: at + 9, id: 'x', made_by: 'start', maker: null }],
  [
    'classes',
    {
      id: 'class',
      owner: 'account',
      charter: '{"sealed":"title"}',
      settings: '{"lobby":true}',
      host_proof_hash: 'hash',
      vault: 'vault',
      generation: 3,
      created_at: at,
      used_at: at + 1,
      expires_at: at + 9,
    },
  ],
  ['operator_acts', { id: 7, at, act: 'host-removed', account: 'gone', classes: '["gone"]', counts: '{"hostSession":2}' }],
] as const satisfies readonly (readonly [string, Row])[];

/** Columns that came later. */
const added: Readonly<Record<string, Row>> = { classes: { open_secret: null } };

test('everything from before there were establishments is there as it was, and of the only one', async () => {
  const folder = await folderOf(3, rows);
  await (await openStore({ folder, store: 'sqlite' }, { classDays: 90, hostSessionDays: 30, invitationHours: 24 })).close();
  const file = new DatabaseSync(join(folder, 'ardoise.sqlite'));
  onTestFinished(() => file.close());
  for (const table of new Set(rows.map(([name]) => name))) {
    const before = rows.flatMap(([name, row]) => (name === table ? [{ tenant: 'only', ...row, ...added[name] }] : []));
    expect(file.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all(), table).toEqual(before);
  }
  const times = file
    .prepare(
      `SELECT t.name || '.' || c.name AS place, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c
       WHERE c.name IN ('at', 'created_at', 'used_at', 'expires_at', 'opened_at', 'used_on') AND t.name NOT LIKE 'kysely%'`,
    )
    .all();
  expect(times).toHaveLength(9);
  expect(times.filter(({ type }) => type !== 'bigint')).toEqual([]);
  expect(file.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
});

test('after that, rows still go with what they belong to, and numbers go on', async () => {
  const store = await upgraded(await folderOf(3, rows));
  const erased = await store.erase({ account: 'account', keepClasses: true });
  expect(erased).toMatchObject({ hostSession: 1, hostInvitation: 1, hostAccount: 2 });
  expect(await store.classes.find('class', at)).toMatchObject({ owner: null, generation: 3 });
  await store.operator.invite({ hash: 'new', expires: at + 9 }, at);
  expect((await store.operator.acts()).map(({ id }) => id)).toEqual([7, 8]);
});

test('the upgrade leaves no copy of what it moved', async () => {
  const folder = await folderOf(3, rows);
  const store = await upgraded(folder);
  await store.erase({ expiredBy: at + 9 });
  expect(readFileSync(join(folder, 'ardoise.sqlite'), 'latin1')).not.toContain('{"sealed":"title"}');
});
