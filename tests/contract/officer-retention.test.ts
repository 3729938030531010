import { describe, expect, onTestFinished, test } from 'vitest';
import type { Retention } from '../../server/store/ports/store.ts';
import { testedStores } from './stores.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Not the beginning of a day. */
const start = 19_700 * day + 7 * hour;
const long: Retention = { classDays: 200, hostSessionDays: 90, invitationHours: 168 };
const short: Retention = { classDays: 1, hostSessionDays: 1, invitationHours: 1 };

const aClass = (id: string, openSecret?: string) => ({
  id,
  charter: { hostKey: 'key', sealed: 'sealed', doorKey: 'door', signature: 'signature', ...(openSecret && { openSecret }) },
  settings: {
    lobby: true,
    capacity: 30,
    rights: { speak: true, camera: true, screen: false, chat: true, privateChat: false, hand: true, react: true },
  },
  hostProofHash: 'hash',
  vault: 'vault',
});

describe.each(testedStores)('$name', ({ make }) => {
  const place = async () => {
    const made = await make();
    onTestFinished(() => made[Symbol.asyncDispose]());
    return made;
  };

  /** A store with one host, a class and an open link, made under a retention. */
  const filled = async (retention: Retention) => {
    const there = await place();
    const store = await there.open(undefined, retention);
    const account = await store.accounts.add(start);
    await store.classes.create(account, aClass('a'), start);
    await store.sessions.add({ hash: 's', account, expires: start + retention.hostSessionDays * day, now: start });
    const expires = start + retention.invitationHours * hour;
    await store.invitations.add({ hash: 'i', account: null, expires, madeBy: 'host', maker: account });
    return { there, store, account };
  };

  test('a shorter retention reaches what exists already: classes, sessions and links (A1.2)', async () => {
    const { there } = await filled(long);
    const store = await there.open(undefined, short);
    expect(await store.erase({ expiredBy: start + 1 })).toMatchObject({ classRecord: 0, hostSession: 0, hostInvitation: 0 });
    expect((await store.classes.find('a', start + 1))?.expiresAt).toBe(start + day);
    expect((await store.sessions.find('s', start + 1))?.expires).toBe(start + day);
    expect(await store.nextDue()).toBe(start + 1 + hour);
    const counts = { classRecord: 1, hostSession: 1, hostInvitation: 1, hostAccount: 1 };
    expect(await store.erase({ expiredBy: start + 4 * day })).toMatchObject(counts);
    expect(await store.nextDue()).toBeNull();
  });

  test('a longer retention lengthens nothing by itself, and the same one changes nothing (A1.2)', async () => {
    const { there } = await filled(short);
    for (const retention of [short, long]) {
      const store = await there.open(undefined, retention);
      await store.erase({ expiredBy: start + 1 });
      expect((await store.classes.find('a', start + 1))?.expiresAt).toBe(start + day);
      expect((await store.sessions.find('s', start + 1))?.expires).toBe(start + day);
      expect(await store.nextDue()).toBe(start + hour);
    }
  });

  test('a session that was used since lives from then on, to the hour (A1.2)', async () => {
    const { there, store } = await filled(long);
    const used = start + 3 * day + 5 * hour;
    await store.sessions.prolong('s', used + 90 * day, used);
    const shorter = await there.open(undefined, { ...long, hostSessionDays: 7 });
    await shorter.erase({ expiredBy: used });
    expect((await shorter.sessions.find('s', used))?.expires).toBe(used + 7 * day);
  });

  test('what was used by a clock that was ahead lives from now, not from then (A1.2, F14)', async () => {
    const { store, account } = await filled(long);
    const ahead = start + 400 * day;
    await store.classes.touch('a', ahead);
    await store.sessions.prolong('s', ahead + 90 * day, ahead);
    await store.erase({ expiredBy: start });
    expect((await store.classes.find('a', start))?.expiresAt).toBe(start + 200 * day);
    const [session] = (await store.accounts.heldOf(account, start)).sessions;
    expect(session?.expiresAt).toBeLessThanOrEqual(start + 90 * day);
    expect(session?.usedOn).toBeLessThanOrEqual(start);
  });

  test('a class of an account that nothing leads to dies with it, and not before its last use is as long ago (A1.3)', async () => {
    const { store } = await filled({ ...long, hostSessionDays: 30 });
    await store.sessions.end('s');
    await store.classes.touch('a', start + 20 * day);
    await store.erase({ expiredBy: start + 31 * day });
    expect((await store.classes.find('a', start + 31 * day))?.expiresAt).toBe(start + 50 * day);
    expect(await store.erase({ expiredBy: start + 50 * day })).toMatchObject({ classRecord: 1, hostAccount: 1 });
  });

  test('a class that is kept on purpose is nobody’s, and lives as long as it is used (A1.3)', async () => {
    const { store, account } = await filled(long);
    expect(await store.erase({ account, keepClasses: true })).toMatchObject({ hostAccount: 1, classRecord: 0 });
    await store.erase({ expiredBy: start + 150 * day });
    expect(await store.classes.find('a', start + 150 * day)).toMatchObject({ owner: null, expiresAt: start + 200 * day });
  });

  test('a key in clear is counted when it is erased, and is in no file then (A1.4)', async () => {
    const { there, store, account } = await filled(long);
    await store.classes.create(account, aClass('b', 'a-key-to-look-for'), start);
    expect((await store.classes.find('b', start))?.charter).toEqual(aClass('b', 'a-key-to-look-for').charter);
    expect((await there.bytes()).includes('a-key-to-look-for')).toBe(true);
    expect(await store.erase({ classId: 'b' })).toMatchObject({ charter: 1, openSecret: 1 });
    expect(await store.erase({ classId: 'a' })).toMatchObject({ charter: 1, openSecret: 0 });
    expect((await there.bytes()).includes('a-key-to-look-for')).toBe(false);
  });
});
