import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { fromBase64url } from '../../client/crypto/base/bytes.ts';
import { openCharter, sealCharter } from '../../client/crypto/credentials/charter.ts';
import { proveLink } from '../../client/crypto/credentials/door.ts';
import {
  fingerprintOf,
  formatMemberFragment,
  newClassSecret,
  newHostKeys,
  parseLink,
} from '../../client/crypto/credentials/secrets.ts';
import { Shares } from '../../server/classroom/shares.ts';
import { type DoorClaim, doorKeyOf, openNonces, provesLink } from '../../server/identity/door.ts';
import { Census } from '../../server/privacy/census.ts';
import { Rates } from '../../server/transport/http/rates.ts';
import { testClock } from '../kit/clock.ts';

const classId = 'AAAAAAAAAAAAAAAAAAAAAA';
const text = { title: 'Géométrie', rules: '', language: 'fr' } as const;

/** A class, as a browser with its link opens it, and the public half that the server has. */
const newClass = async () => {
  const secret = newClassSecret();
  const charter = await sealCharter({ id: classId, ...text }, secret, await newHostKeys(), false);
  const fragment = formatMemberFragment(secret, await fingerprintOf(fromBase64url(charter.hostKey)));
  return { charter, opened: await openCharter(classId, charter, parseLink(fragment)), key: doorKeyOf(charter.doorKey)! };
};
const claim = { ask: 'ticket', classId, nonce: 'now', seat: 'seat', hostProof: 'proof' } as const;

test('who has the link proves it, for one request and no other', async () => {
  const { opened, key } = await newClass();
  const { nonce, ...shown } = claim;
  const { signature } = await proveLink(opened.door, nonce, shown);
  expect(provesLink(key, claim, signature)).toBe(true);
  const moved: Partial<DoorClaim>[] = [
    { ask: 'reach' },
    { classId: 'BBBBBBBBBBBBBBBBBBBBBB' },
    { nonce: 'later' },
    { seat: 'another seat' },
    { seat: undefined },
    { hostProof: undefined },
    { seat: 'sea', hostProof: 'tproof' },
  ];
  for (const change of moved) expect(provesLink(key, { ...claim, ...change }, signature), JSON.stringify(change)).toBe(false);
});

test('who knows a class but not its link proves nothing', async () => {
  const [{ key }, other] = [await newClass(), await newClass()];
  const { nonce, ...shown } = claim;
  const { signature } = await proveLink(other.opened.door, nonce, shown);
  for (const wrong of [signature, '', 'AAAA', randomBytes(64).toString('base64url'), 'A'.repeat(86)]) {
    expect(provesLink(key, claim, wrong)).toBe(false);
  }
});

test('the charter shows the door’s public key only, and a key that the server swaps is refused', async () => {
  const { charter } = await newClass();
  const other = await newClass();
  expect(Object.keys(charter).toSorted()).toEqual(['doorKey', 'hostKey', 'sealed', 'signature']);
  const secret = newClassSecret();
  const mine = await sealCharter({ id: classId, ...text }, secret, await newHostKeys(), false);
  const link = parseLink(formatMemberFragment(secret, await fingerprintOf(fromBase64url(mine.hostKey))));
  await expect(openCharter(classId, { ...mine, doorKey: other.charter.doorKey }, link)).rejects.toMatchObject({
    code: 'signature',
  });
});

test('what is no point of the curve is no door', () => {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  expect(doorKeyOf(point.toString('base64url'))).not.toBeNull();
  const off = Buffer.from(point);
  off[64]! ^= 1;
  for (const wrong of [undefined, '', 'AAAA', off.toString('base64url'), point.subarray(1).toString('base64url')]) {
    expect(doorKeyOf(wrong)).toBeNull();
  }
});

test('a nonce is this server’s, of this class, and of the last five minutes', () => {
  const [nonces, other] = [openNonces(randomBytes(32)), openNonces(randomBytes(32))];
  const nonce = nonces.make(classId, 1_000);
  expect(nonces.isFresh(nonce, classId, 300_999)).toBe(true);
  expect(nonces.isFresh(nonce, classId, 301_000)).toBe(false);
  expect(nonces.isFresh(nonce, classId, 999)).toBe(false);
  expect(nonces.isFresh(nonce, 'BBBBBBBBBBBBBBBBBBBBBB', 1_000)).toBe(false);
  for (const wrong of [other.make(classId, 1_000), '', 'AAAA', `${nonce}A`]) {
    expect(nonces.isFresh(wrong, classId, 1_000)).toBe(false);
  }
});

test('a share that asks for everything gives way to the others, and never the other way round', () => {
  const shares = new Shares(4);
  const gone: string[] = [];
  const take = (share: string) => shares.take(share, () => gone.push(share));
  for (let count = 0; count < 4; count += 1) take('attacker');
  expect(take('attacker')).toBeNull();
  expect(take('school')).not.toBeNull();
  expect(take('home')).not.toBeNull();
  expect(gone).toEqual(['attacker', 'attacker']);
  expect(take('attacker')).toBeNull();
  expect(shares.total).toBe(4);
});

test('a place that is given back twice is one place', () => {
  const shares = new Shares(1);
  const place = shares.take('one', () => {});
  place?.[Symbol.dispose]();
  place?.[Symbol.dispose]();
  expect(shares.total).toBe(0);
});

test('a full count frees one place after the other, so nobody waits for a whole minute', () => {
  const clock = testClock();
  const limits = { requestsPerMinute: 60, ticketsPerMinute: 60, signInsPerMinute: 60 };
  const rates = new Rates({ clock, census: new Census(), limits });
  const take = (who = 'here') => rates.take('requestsPerMinute', who);
  expect(Array.from({ length: 60 }, () => take()).every(Boolean)).toBe(true);
  expect(Array.from({ length: 5_000 }, () => take()).some(Boolean)).toBe(false);
  expect(take('elsewhere')).toBe(true);
  clock.advance(1_000);
  expect([take(), take()]).toEqual([true, false]);
});
