import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHostSessions } from '../../server/identity/hostSessions.ts';
import { openLinks } from '../../server/identity/providers/link/links.ts';
import { link } from '../../server/identity/providers/link/provider.ts';
import { firstHost } from '../../server/identity/providers/registry.ts';
import { openReturnTokens, returnKeyIn } from '../../server/identity/returnTokens.ts';
import { Tickets } from '../../server/identity/tickets.ts';
import { hashBytes, hashToken, randomToken, sameToken } from '../../server/identity/tokens.ts';
import { Census } from '../../server/privacy/census.ts';
import { secretsIn } from '../../server/store/files/secrets.ts';
import { openStore } from '../../server/store/open.ts';
import { testClock } from '../kit/clock.ts';

const hour = 3_600_000;
const day = 24 * hour;
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-identity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const sessions = async () => {
  const retention = { classDays: 90, hostSessionDays: 30, invitationHours: 24 };
  const store = await openStore({ folder: emptyFolder(), store: 'sqlite' }, retention);
  onTestFinished(() => store.close());
  const clock = testClock();
  const links = openLinks({ invitations: store.invitations, clock, retention });
  const hosts = openHostSessions({ ...store, clock, retention });
  const provider = link.open({ store, clock, retention, census: new Census(), log: () => {} });
  return {
    clock,
    maker: await store.accounts.add(clock.now()),
    hosts: {
      ...hosts,
      invite: links.invite,
      firstInvitation: async () => {
        const fragment = await firstHost([provider], hosts);
        return fragment === null ? null : { token: fragment.replace('invite.', '') };
      },
      signIn: async (token: string) => {
        const used = await links.use(token);
        return used && hosts.begin(used.account);
      },
    },
  };
};

test('tokens are 128 bits, and never twice the same', () => {
  const many = Array.from({ length: 1_000 }, randomToken);
  expect(new Set(many).size).toBe(1_000);
  for (const token of many) expect(Buffer.from(token, 'base64url')).toHaveLength(16);
});

test('a token equals itself only, whatever the lengths', () => {
  expect(sameToken('abc', 'abc')).toBe(true);
  expect(sameToken('abc', 'abd')).toBe(false);
  expect(sameToken('abc', 'ab')).toBe(false);
});

test('a proof’s hash is over its bytes, a token’s over its text', () => {
  expect(hashBytes('AAAA')).toBe('cJ6AyISHokEeHuTfufIqhhSS0gxHZRUMDHlKvXD4FHw');
  expect(hashToken('AAAA')).not.toBe(hashBytes('AAAA'));
});

test('a one-time link signs in once, and gives another secret than its own', async () => {
  const { hosts } = await sessions();
  const link = await hosts.firstInvitation();
  const session = await hosts.signIn(link!.token);
  expect(session?.token).not.toBe(link!.token);
  expect(await hosts.find(session!.token)).not.toBeNull();
  expect(await hosts.signIn(link!.token)).toBeNull();
  expect(await hosts.find(link!.token)).toBeNull();
});

test('the first link is made while nobody is signed in, and replaces the one before', async () => {
  const { hosts } = await sessions();
  const first = await hosts.firstInvitation();
  const second = await hosts.firstInvitation();
  expect(await hosts.signIn(first!.token)).toBeNull();
  expect(await hosts.signIn(second!.token)).not.toBeNull();
  expect(await hosts.firstInvitation()).toBeNull();
});

test('an unused link ends after its hours', async () => {
  const { clock, hosts, maker } = await sessions();
  const link = await hosts.invite(maker, 'colleague');
  clock.advance(24 * hour);
  expect(await hosts.signIn(link.token)).toBeNull();
});

test('a session lasts thirty days after the last use, and not longer', async () => {
  const { clock, hosts, maker } = await sessions();
  const session = await hosts.signIn((await hosts.invite(maker, 'colleague')).token);
  clock.advance(29 * day);
  expect(await hosts.find(session!.token)).not.toBeNull();
  clock.advance(29 * day);
  expect(await hosts.find(session!.token)).not.toBeNull();
  clock.advance(31 * day);
  expect(await hosts.find(session!.token)).toBeNull();
});

test('signing out ends that session and no other', async () => {
  const { hosts, maker } = await sessions();
  const one = await hosts.signIn((await hosts.invite(maker, 'colleague')).token);
  const { account } = (await hosts.find(one!.token))!;
  const two = await hosts.signIn((await hosts.invite(account, 'own-device')).token);
  await hosts.signOut(one!.token);
  expect(await hosts.find(one!.token)).toBeNull();
  expect((await hosts.find(two!.token))?.account).toBe(account);
});

test('a colleague’s link makes another account', async () => {
  const { hosts, maker } = await sessions();
  const [one, two] = [
    await hosts.signIn((await hosts.invite(maker, 'colleague')).token),
    await hosts.signIn((await hosts.invite(maker, 'colleague')).token),
  ];
  expect((await hosts.find(one!.token))?.account).not.toBe((await hosts.find(two!.token))?.account);
});

const entrance = { classId: randomToken(), id: randomToken(), role: 'student', returning: false, keys: 'k' } as const;
test('a ticket is good once, and for a minute', () => {
  const clock = testClock();
  const tickets = new Tickets({ clock, census: new Census() });
  const [used, old] = [tickets.issue(entrance), tickets.issue(entrance)];
  expect(tickets.redeem(used)).toEqual(entrance);
  expect(tickets.redeem(used)).toBeNull();
  clock.advance(60_000);
  expect(tickets.redeem(old)).toBeNull();
  expect(tickets.redeem('unknown')).toBeNull();
});

test('a ticket that is not used costs the server nothing, and of a used one a number stays for a minute', () => {
  const [clock, census] = [testClock(), new Census()];
  const tickets = new Tickets({ clock, census });
  const many = Array.from({ length: 5_000 }, () => tickets.issue(entrance));
  expect(census.count()).toEqual({ ticket: 0 });
  tickets.redeem(many[0]!);
  expect(census.count()).toEqual({ ticket: 1 });
  clock.advance(60_000);
  expect(census.count()).toEqual({ ticket: 0 });
});

test('a ticket that was changed, or made by another process, is nothing', () => {
  const terms = { clock: testClock(), census: new Census() };
  const [tickets, before] = [new Tickets(terms), new Tickets(terms)];
  const ticket = tickets.issue(entrance);
  const [text = '', signature = ''] = ticket.split('.');
  const said = JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
  const forged = Buffer.from(JSON.stringify({ ...said, r: 'host' })).toString('base64url');
  for (const wrong of [`${forged}.${signature}`, `${text}.`, text, '', '.', `${ticket}.x`, before.issue(entrance)])
    expect(tickets.redeem(wrong)).toBeNull();
  expect(tickets.redeem(ticket)).toEqual(entrance);
});

const seat = {
  classId: randomToken(),
  id: randomToken(),
  role: 'student',
  admitted: true,
  generation: 3,
  keys: 'k',
  expires: 2_000,
} as const;
test('a seat comes back as it was sealed, until it expires', async () => {
  const seats = openReturnTokens(await returnKeyIn(secretsIn(emptyFolder())));
  const token = seats.seal(seat);
  expect(seats.open(token, 1_999)).toEqual(seat);
  expect(seats.open(token, 2_000)).toBeNull();
  expect(token.length).toBeLessThanOrEqual(512);
});

test('a seat that was changed, cut or made elsewhere is nothing', async () => {
  const folder = emptyFolder();
  const seats = openReturnTokens(await returnKeyIn(secretsIn(folder)));
  const token = seats.seal(seat);
  const [text, signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(text!, 'base64url').toString()), r: 'host' })).toString(
    'base64url',
  );
  const foreign = openReturnTokens(await returnKeyIn(secretsIn(emptyFolder()))).seal(seat);
  const wrong = [
    `${forged}.${signature}`,
    `${text}.`,
    `${text}`,
    '',
    '.',
    `${token}.x`,
    `.${signature}`,
    foreign,
    token.slice(0, -1),
  ];
  for (const other of wrong) expect(seats.open(other, 0)).toBeNull();
});

test('seats outlive a restart, and their key is this account’s own', async () => {
  const folder = emptyFolder();
  const token = openReturnTokens(await returnKeyIn(secretsIn(folder))).seal(seat);
  expect(openReturnTokens(await returnKeyIn(secretsIn(folder))).open(token, 0)).toEqual(seat);
  expect(statSync(join(folder, 'seat.key')).mode & 0o777).toBe(0o600);
});

test('a damaged seat key stops the start', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'seat.key'), 'short');
  await expect(returnKeyIn(secretsIn(folder))).rejects.toThrow('damaged');
});
