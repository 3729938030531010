import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CreateClass } from '../../server/protocol/http.ts';
import { openStore } from '../../server/store/store.ts';

const day = 86_400_000;
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const opened = async (folder = emptyFolder()) => {
  const store = await openStore(join(folder, 'data'), { classDays: 90 });
  onTestFinished(() => store.close());
  return store;
};
const aClass = (id: string, vault = 'vault'): CreateClass => ({
  id,
  charter: { hostKey: 'key', sealed: 'sealed', doorKey: 'door', signature: 'signature' },
  settings: {
    lobby: true,
    capacity: 30,
    rights: { speak: true, camera: true, screen: false, chat: true, privateChat: false, hand: true, react: true },
  },
  hostProofHash: 'hash',
  vault,
});

test('a class survives a restart as it was made', async () => {
  const folder = emptyFolder();
  const before = await openStore(join(folder, 'data'), { classDays: 90 });
  const owner = await before.hosts.addAccount(0);
  expect(await before.classes.create(owner, aClass('a'), 0)).toBe(true);
  await before.close();
  const after = await opened(folder);
  const { id, charter, settings, hostProofHash, vault } = aClass('a');
  expect(await after.classes.find('a', 1)).toEqual({
    id,
    charter,
    settings,
    hostProofHash,
    vault,
    owner,
    generation: 0,
    createdAt: 0,
    expiresAt: 90 * day,
  });
});

test('an identifier that is taken is not taken again', async () => {
  const store = await opened();
  const owner = await store.hosts.addAccount(0);
  await store.classes.create(owner, aClass('a', 'first'), 0);
  expect(await store.classes.create(owner, aClass('a', 'second'), 0)).toBe(false);
  expect((await store.classes.find('a', 0))?.vault).toBe('first');
});

test('a class that is used lives on; one that is not is gone after its days', async () => {
  const store = await opened();
  const owner = await store.hosts.addAccount(0);
  await store.classes.create(owner, aClass('used'), 0);
  await store.classes.create(owner, aClass('left'), 0);
  await store.classes.touch('used', 50 * day);
  expect(await store.classes.find('left', 90 * day)).toBeNull();
  await store.erase({ expiredBy: 90 * day });
  expect((await store.classes.ofOwner(owner, 90 * day)).map(({ id }) => id)).toEqual([]);
  expect(await store.classes.find('used', 90 * day)).not.toBeNull();
});

test('removing somebody raises the generation of that class only', async () => {
  const store = await opened();
  const owner = await store.hosts.addAccount(0);
  await store.classes.create(owner, aClass('a'), 0);
  await store.classes.create(owner, aClass('b'), 0);
  expect(await store.classes.bumpGeneration('a')).toBe(1);
  expect(await store.classes.bumpGeneration('a')).toBe(2);
  expect((await store.classes.find('b', 0))?.generation).toBe(0);
});

test('the purge leaves no byte of what expired, neither in the file nor beside it', async () => {
  const folder = emptyFolder();
  const store = await opened(folder);
  const owner = await store.hosts.addAccount(0);
  await store.classes.create(owner, aClass('a', 'a-vault-to-look-for'), 0);
  await store.hosts.addSession({ hash: 'a-session-to-look-for', account: owner, expires: day, now: 0 });
  const bytes = () =>
    readdirSync(join(folder, 'data'))
      .map((name) => readFileSync(join(folder, 'data', name), 'latin1'))
      .join('');
  expect(bytes()).toContain('a-vault-to-look-for');
  expect(await store.erase({ expiredBy: 91 * day })).toMatchObject({ classRecord: 1, hostSession: 1, hostAccount: 1 });
  expect(bytes()).not.toContain('to-look-for');
  expect(bytes()).not.toContain(owner);
});

test('an account goes with its last session, and its classes stay for whoever has the host link', async () => {
  const store = await opened();
  const owner = await store.hosts.addAccount(0);
  await store.classes.create(owner, aClass('a'), 0);
  await store.hosts.addSession({ hash: 's', account: owner, expires: day, now: 0 });
  await store.hosts.addInvitation({ hash: 'i', account: null, expires: 2 * day, madeBy: 'operator', maker: null });
  await store.erase({ expiredBy: day });
  expect(await store.classes.find('a', day)).toMatchObject({ owner: null });
});

test('an account stays while an invitation to it is open', async () => {
  const store = await opened();
  const owner = await store.hosts.addAccount(0);
  await store.hosts.addInvitation({ hash: 'i', account: owner, expires: 2 * day, madeBy: 'host', maker: owner });
  expect(await store.erase({ expiredBy: day })).toMatchObject({ classRecord: 0, hostAccount: 0 });
  expect(await store.hosts.useInvitation('i', day)).toEqual({ account: owner });
});

test('only the server’s account can read the data', async () => {
  const folder = emptyFolder();
  await opened(folder);
  const modes = [join(folder, 'data'), ...readdirSync(join(folder, 'data')).map((name) => join(folder, 'data', name))];
  for (const path of modes) expect(statSync(path).mode & 0o077).toBe(0);
});
