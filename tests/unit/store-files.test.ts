import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../server/store/open.ts';

test('only the server’s account can read the data', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'data');
  const store = await openStore({ folder: data, store: 'sqlite' }, { classDays: 90, hostSessionDays: 30, invitationHours: 24 });
  onTestFinished(() => store.close());
  for (const path of [data, ...readdirSync(data).map((name) => join(data, name))]) expect(statSync(path).mode & 0o077).toBe(0);
});
