import { describe, expect, onTestFinished, test } from 'vitest';
import type { CreateClass } from '../../server/protocol/http.ts';
import type { Store } from '../../server/store/ports/store.ts';
import { stores } from '../../server/store/registry.ts';
import { type Place, testedStores } from './stores.ts';

const day = 86_400_000;
/** Times do not fit into four bytes. */
const start = 19_700 * day;

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
const invitationTo = (account: string | null, maker: string | null, hash = 'i') => ({
  hash,
  account,
  expires: start + 2 * day,
  madeBy: maker === null ? ('operator' as const) : ('host' as const),
  maker,
});
const sessionOf = (account: string, hash = 's', now = start) => ({ hash, account, expires: start + day, now });

/** An account with everything that can lead to it. */
const hostWith = async (store: Store, name: string): Promise<string> => {
  const account = await store.accounts.add(start);
  await store.sessions.add(sessionOf(account, `session-${name}`));
  await store.invitations.add(invitationTo(account, account, `device-${name}`));
  await store.invitations.add(invitationTo(null, account, `colleague-${name}`));
  await store.classes.create(account, aClass(`class-${name}`, `vault-${name}`), start);
  return account;
};

const isWritten = async (there: Place, text: string): Promise<boolean> => (await there.bytes()).includes(text);

test('every registered store is tested', () => {
  const tested = testedStores.map(({ name }) => name.toLowerCase());
  expect(Object.keys(stores).filter((kind) => !tested.some((name) => name.includes(kind)))).toEqual([]);
});

describe.each(testedStores)('$name', ({ alone, make }) => {
  const place = async () => {
    const made = await make();
    onTestFinished(() => made[Symbol.asyncDispose]());
    return made;
  };
  const opened = async () => (await place()).open();
  /** For a store that others can open too. */
  const shared = alone ? () => {} : test;

  shared('a class survives a restart as it was made', async () => {
    const there = await place();
    const before = await there.open();
    const owner = await before.accounts.add(start);
    expect(await before.classes.create(owner, aClass('a'), start)).toBe(true);
    const after = await there.open();
    const { id, charter, settings, hostProofHash, vault } = aClass('a');
    const kept = { id, charter, settings, hostProofHash, vault, owner, generation: 0, createdAt: start };
    expect(await after.classes.find('a', start + 1)).toEqual({ ...kept, expiresAt: start + 90 * day });
  });

  test('an identifier that is taken is not taken again', async () => {
    const store = await opened();
    const owner = await store.accounts.add(start);
    const both = ['first', 'second'].map((vault) => store.classes.create(owner, aClass('a', vault), start));
    expect(await Promise.all(both)).toEqual([true, false]);
    expect((await store.classes.find('a', start))?.vault).toBe('first');
  });

  test('a class that is used lives on; one that is not is gone after its days', async () => {
    const store = await opened();
    const owner = await store.accounts.add(start);
    await store.classes.create(owner, aClass('used'), start);
    await store.classes.create(owner, aClass('left'), start + 1);
    await store.sessions.add({ ...sessionOf(owner, 'host', start + 90 * day), expires: start + 92 * day });
    expect((await store.classes.ofOwner(owner, start + 1)).map(({ id }) => id)).toEqual(['left', 'used']);
    expect(await store.classes.touch('used', start + 50 * day)).toBe(start + 140 * day);
    expect(await store.classes.find('left', start + 90 * day + 1)).toBeNull();
    expect((await store.classes.ofOwner(owner, start + 91 * day)).map(({ id }) => id)).toEqual(['used']);
    await store.erase({ expiredBy: start + 91 * day });
    expect(await store.classes.find('left', start)).toBeNull();
    expect(await store.classes.find('used', start + 91 * day)).not.toBeNull();
  });

  test('removing somebody raises the generation of that class only', async () => {
    const store = await opened();
    const owner = await store.accounts.add(start);
    await store.classes.create(owner, aClass('a'), start);
    await store.classes.create(owner, aClass('b'), start);
    expect(await store.classes.bumpGeneration('a')).toBe(1);
    expect(await store.classes.bumpGeneration('a')).toBe(2);
    expect((await store.classes.find('b', start))?.generation).toBe(0);
    expect(await store.classes.bumpGeneration('none')).toBe(0);
  });

  test('of two devices that renew the keys of a class, one does', async () => {
    const store = await opened();
    await store.classes.create(await store.accounts.add(start), aClass('a'), start);
    const former = (await store.classes.find('a', start))!;
    const renewed = ['one', 'two'].map((vault) => store.classes.renew(former, { ...former, vault, hostProofHash: vault }));
    expect((await Promise.all(renewed)).filter(Boolean)).toEqual([true]);
    expect((await store.classes.find('a', start))?.generation).toBe(1);
  });

  test('the purge leaves no byte of what expired', async () => {
    const there = await place();
    const store = await there.open();
    const owner = await store.accounts.add(start);
    await store.classes.create(owner, aClass('a', 'a-vault-to-look-for'), start);
    await store.sessions.add(sessionOf(owner, 'a-session-to-look-for'));
    await store.invitations.add(invitationTo(owner, owner, 'a-link-to-look-for'));
    expect(await isWritten(there, 'a-vault-to-look-for')).toBe(true);
    const counts = { classRecord: 1, charter: 1, hostCredential: 1, hostSession: 1, hostInvitation: 1, hostAccount: 1 };
    expect(await store.erase({ expiredBy: start + 91 * day })).toMatchObject(counts);
    expect(await isWritten(there, 'to-look-for')).toBe(false);
    expect(await isWritten(there, owner)).toBe(false);
  });

  test('nor is there one of an erased class, of a used link or of an ended session, once that is settled', async () => {
    const there = await place();
    const store = await there.open();
    const owner = await store.accounts.add(start);
    await store.classes.create(owner, aClass('a', 'a-vault-to-look-for'), start);
    await store.sessions.add(sessionOf(owner, 'a-session-to-look-for'));
    await store.invitations.add(invitationTo(null, owner, 'a-link-to-look-for'));
    await store.erase({ classId: 'a' });
    await store.sessions.end('a-session-to-look-for');
    await store.invitations.use('a-link-to-look-for', start);
    await store.settle();
    expect(await isWritten(there, 'to-look-for')).toBe(false);
  });

  test('an account whose last session ended goes with its classes, a host’s absence after their last use', async () => {
    const store = await opened();
    const owner = await store.accounts.add(start);
    await store.classes.create(owner, aClass('a'), start);
    await store.sessions.add(sessionOf(owner));
    await store.invitations.add(invitationTo(null, null));
    expect(await store.nextDue()).toBe(start + day);
    expect(await store.erase({ expiredBy: start + day })).toMatchObject({ hostSession: 1, hostAccount: 0, classRecord: 0 });
    expect(await store.classes.find('a', start + day)).toMatchObject({ owner, expiresAt: start + 30 * day });
    expect(await store.nextDue()).toBe(start + 2 * day);
    expect(await store.erase({ expiredBy: start + 30 * day })).toMatchObject({ hostAccount: 1, classRecord: 1 });
    expect(await store.nextDue()).toBeNull();
  });

  test('an account stays while an invitation to it is open', async () => {
    const store = await opened();
    const owner = await store.accounts.add(start);
    await store.invitations.add(invitationTo(owner, owner));
    expect(await store.erase({ expiredBy: start + day })).toMatchObject({ classRecord: 0, hostAccount: 0 });
    expect(await store.invitations.use('i', start + day)).toEqual({ account: owner });
  });

  test('an account is erased with all that is its own, and with its classes unless they are kept', async () => {
    const store = await opened();
    const [gone, other] = [await hostWith(store, 'gone'), await hostWith(store, 'other')];
    const erased = await store.erase({ account: gone, keepClasses: true });
    expect(erased).toMatchObject({ hostSession: 1, hostInvitation: 2, hostAccount: 1, classRecord: 0 });
    expect(await store.classes.find('class-gone', start)).toMatchObject({ owner: null });
    await expect(store.accounts.heldOf(gone, start)).rejects.toThrow();
    expect(await store.accounts.heldOf(other, start)).toMatchObject({ sessions: [{}], invitations: [{}, {}] });
    expect(await store.erase({ account: other })).toMatchObject({ classRecord: 1 });
    expect(await store.classes.find('class-other', start)).toBeNull();
    expect(await store.nextDue()).toBe(start + 90 * day);
  });

  test('what must be kept for a while is of no use from then on', async () => {
    const store = await opened();
    const account = await hostWith(store, 'a');
    await store.retire({ account });
    expect(await store.sessions.find('session-a', start)).toBeNull();
    expect(await store.invitations.find('device-a', start)).toBeNull();
    expect(await store.classes.find('class-a', start)).toBeNull();
    expect(await store.nextDue()).toBe(0);
  });

  test('a one-time link is used once, however many try at the same moment', async () => {
    const store = await opened();
    await store.invitations.add(invitationTo(null, null));
    expect(await store.invitations.find('i', start)).toEqual({ account: null });
    const uses = await Promise.all(Array.from({ length: 8 }, () => store.invitations.use('i', start)));
    expect(uses.filter((use) => use !== null)).toEqual([{ account: null }]);
    expect(await store.invitations.find('i', start)).toBeNull();
    await store.invitations.add(invitationTo(null, null));
    expect(await store.invitations.use('i', start + 2 * day)).toBeNull();
  });

  test('a link is withdrawn by its maker only; those for the first host go at the next start', async () => {
    const store = await opened();
    const [maker, other] = [await store.accounts.add(start), await store.accounts.add(start)];
    await store.invitations.add(invitationTo(null, maker));
    const { invitations } = await store.accounts.heldOf(maker, start);
    expect(invitations).toEqual([{ id: expect.stringMatching(/^[\w-]{22}$/), ownDevice: false, expiresAt: start + 2 * day }]);
    expect(await store.invitations.withdraw(other, invitations[0]!.id)).toBe(false);
    expect(await store.invitations.withdraw(maker, invitations[0]!.id)).toBe(true);
    expect(await store.invitations.withdraw(maker, invitations[0]!.id)).toBe(false);
    await store.invitations.add(invitationTo(null, maker, 'host’s'));
    await store.invitations.add({ ...invitationTo(null, null, 'first'), madeBy: 'start' });
    await store.invitations.dropFirst();
    expect(await store.invitations.find('first', start)).toBeNull();
    expect(await store.invitations.find('host’s', start)).not.toBeNull();
  });

  test('sessions are found until they end, who was here last first, and are ended by their own account', async () => {
    const store = await opened();
    const [account, other] = [await store.accounts.add(start), await store.accounts.add(start)];
    expect(await store.sessions.any(start)).toBe(false);
    await store.sessions.add(sessionOf(account, 'old', start - 3 * day));
    await store.sessions.add(sessionOf(account, 'new', start + 5));
    await store.sessions.add(sessionOf(other, 'other'));
    const { sessions } = await store.accounts.heldOf(account, start);
    expect(sessions.map(({ openedAt, usedOn }) => [openedAt, usedOn])).toEqual([
      [start + 5, start],
      [start - 3 * day, start - 3 * day],
    ]);
    await store.sessions.prolong('old', start + 9 * day, start + 2 * day + 7);
    const old = (await store.sessions.find('old', start + 8 * day))!;
    expect(old).toMatchObject({ account, expires: start + 9 * day, usedOn: start + 2 * day });
    expect(await store.sessions.find('new', start + day)).toBeNull();
    expect(await store.sessions.nameDevice(other, old.id, 'phone')).toBe(false);
    expect(await store.sessions.nameDevice(account, old.id, 'phone')).toBe(true);
    expect((await store.accounts.heldOf(account, start)).sessions[0]).toMatchObject({ id: old.id, device: 'phone' });
    expect(await store.sessions.endOf(other, old.id)).toBe(false);
    expect(await store.sessions.endOthers(account, old.id)).toBe(1);
    expect(await store.sessions.endOf(account, old.id)).toBe(true);
    expect(await store.sessions.find('old', start)).toBeNull();
    expect(await store.sessions.any(start)).toBe(true);
    await store.sessions.end('other');
    expect(await store.sessions.any(start)).toBe(false);
  });

  test('the operator sees hosts by number, who never was here last', async () => {
    const store = await opened();
    const never = await store.accounts.add(start);
    const here = await hostWith(store, 'a');
    const times = { usedOn: start, madeAt: start };
    expect(await store.operator.hosts(start)).toEqual([
      { id: here, ...times, sessions: 1, invitations: 2, classes: 1 },
      { id: never, madeAt: start, usedOn: null, sessions: 0, invitations: 0, classes: 0 },
    ]);
    expect((await store.operator.hosts(start + 3 * day))[0]).toMatchObject({ sessions: 0, invitations: 0, classes: 1 });
  });

  test('what the operator did is kept until somebody has followed it up', async () => {
    const store = await opened();
    const [gone, held] = [await hostWith(store, 'gone'), await hostWith(store, 'held')];
    await store.operator.invite({ hash: 'new', expires: start + day }, start);
    await store.operator.remove({ account: gone, withClasses: true, hold: false }, start + 1);
    await store.operator.remove({ account: held, withClasses: false, hold: true }, start);
    expect(await store.invitations.find('new', start)).toEqual({ account: null });
    expect(await store.classes.find('class-gone', start)).toBeNull();
    expect(await store.sessions.find('session-held', start)).toBeNull();
    expect(await store.classes.find('class-held', start)).not.toBeNull();
    const acts = await store.operator.acts();
    expect(acts).toMatchObject([
      { act: 'host-invited', at: start },
      { act: 'host-removed', at: start + 1, account: gone, classes: ['class-gone'], counts: { hostSession: 1, classRecord: 1 } },
      { act: 'host-removed', account: held, classes: [], counts: {} },
    ]);
    for (const { id } of acts.slice(0, 2)) await store.operator.forgetAct(id);
    expect(await store.operator.acts()).toEqual(acts.slice(2));
  });

  shared('what another process wrote is noticed', async () => {
    const there = await place();
    const [server, command] = [await there.open(), await there.open()];
    await server.changedElsewhere();
    await command.operator.invite({ hash: 'new', expires: start + day }, start);
    expect(await server.changedElsewhere()).toBe(true);
  });

  test('an establishment neither sees nor changes what is another’s', async () => {
    const there = await place();
    const [mine, theirs] = [await there.open('one'), await there.open('two')];
    const account = await hostWith(theirs, 'theirs');
    const unused = await theirs.accounts.add(start);
    await theirs.invitations.add({ ...invitationTo(null, null, 'first'), madeBy: 'start' });
    await theirs.operator.invite({ hash: 'operator', expires: start + day }, start);
    const kept = (await theirs.classes.find('class-theirs', start))!;
    const held = await theirs.accounts.heldOf(account, start);
    const [session, invitation] = [held.sessions[0]!, held.invitations[0]!];

    expect(await mine.classes.find('class-theirs', start)).toBeNull();
    expect(await mine.classes.ofOwner(account, start)).toEqual([]);
    expect(await mine.classes.renew(kept, { ...kept, vault: 'other' })).toBe(false);
    await mine.classes.touch('class-theirs', start + day);
    expect(await mine.classes.bumpGeneration('class-theirs')).toBe(0);
    await expect(mine.accounts.heldOf(account, start)).rejects.toThrow();
    expect(await mine.sessions.find('session-theirs', start)).toBeNull();
    expect(await mine.sessions.any(start)).toBe(false);
    await mine.sessions.prolong('session-theirs', start + 9 * day, start);
    await mine.sessions.end('session-theirs');
    expect(await mine.sessions.endOf(account, session.id)).toBe(false);
    expect(await mine.sessions.endOthers(account, 'none')).toBe(0);
    expect(await mine.sessions.nameDevice(account, session.id, 'phone')).toBe(false);
    expect(await mine.invitations.find('device-theirs', start)).toBeNull();
    expect(await mine.invitations.use('device-theirs', start)).toBeNull();
    expect(await mine.invitations.withdraw(account, invitation.id)).toBe(false);
    await mine.invitations.dropFirst();
    expect(await mine.operator.hosts(start)).toEqual([]);
    expect(await mine.operator.acts()).toEqual([]);
    for (const { id } of await theirs.operator.acts()) await mine.operator.forgetAct(id);
    expect(await mine.nextDue()).toBeNull();
    for (const selection of [{ account }, { classId: 'class-theirs' }, { expiredBy: start + 999 * day }]) {
      await mine.retire(selection);
      expect(Object.values(await mine.erase(selection)).filter((count) => count > 0)).toEqual([]);
    }
    await mine.operator.remove({ account, withClasses: true, hold: false }, start);
    expect(await mine.operator.acts()).toMatchObject([{ classes: [] }]);

    expect(await theirs.classes.find('class-theirs', start)).toEqual(kept);
    expect(await theirs.accounts.heldOf(account, start)).toEqual(held);
    expect(await theirs.accounts.heldOf(unused, start)).toMatchObject({ createdAt: start });
    expect(await theirs.sessions.find('session-theirs', start)).not.toBeNull();
    expect(await theirs.invitations.find('first', start)).not.toBeNull();
    expect(await theirs.operator.acts()).toHaveLength(1);
  });
});
