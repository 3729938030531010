import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrator } from 'kysely/migration';
import { expect, onTestFinished, test } from 'vitest';
import { migrations } from '../../server/store/migrations.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { openStore } from '../../server/store/store.ts';

test('sessions and links from before they were listed stay good, and can be ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-upgrade-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { db } = openSqlite(join(folder, 'ardoise.sqlite'));
  const [[name, first] = ['']] = Object.entries(migrations);
  await new Migrator({ db, provider: { getMigrations: async () => ({ [name]: first! }) } }).migrateToLatest();
  await db.insertInto('host_accounts').values({ id: 'account', created_at: 1 }).execute();
  for (const hash of ['one', 'two']) {
    const row = { token_hash: hash, account: 'account', expires_at: 1_000 };
    await db
      .insertInto('host_sessions')
      .values(row as never)
      .execute();
    await db
      .insertInto('host_invitations')
      .values(row as never)
      .execute();
  }
  await db.destroy();

  const store = await openStore(folder, { classDays: 90 });
  onTestFinished(() => store.close());
  const { sessions, invitations } = await store.hosts.ofAccount('account', 1);
  expect(sessions).toMatchObject(
    Array.from({ length: 2 }, () => ({ openedAt: null, usedOn: null, device: null, expiresAt: 1_000 })),
  );
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(2);
  expect(invitations).toMatchObject([{ ownDevice: true }, { ownDevice: true }]);
  const found = await store.hosts.findSession('one', 1);
  expect(found).toMatchObject({ account: 'account', expires: 1_000 });
  expect(await store.hosts.endOtherSessions('account', found!.id)).toBe(1);
  expect(await store.hosts.findSession('two', 1)).toBeNull();
  expect(await store.hosts.withdrawInvitation('account', invitations[0]!.id)).toBe(true);
});
