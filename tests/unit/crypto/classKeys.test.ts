import { expect, test } from 'vitest';
import type { ClassCharter } from '#protocol/http.ts';
import { classCharter } from '#protocol/http.ts';
import { concat, equal, framed, fromBase64url, toBase64url, utf8 } from '../../../client/crypto/base/bytes.ts';
import { makeCard, proveCard } from '../../../client/crypto/credentials/card.ts';
import { openCharter, sealCharter } from '../../../client/crypto/credentials/charter.ts';
import { newIdentity } from '../../../client/crypto/credentials/identity.ts';
import type { CryptoRefusal } from '../../../client/crypto/base/refusal.ts';
import {
  fingerprintOf,
  formatHostFragment,
  formatMemberFragment,
  hostProof,
  hostProofHash,
  newClassSecret,
  newHostKeys,
  newHostSecret,
  parseLink,
} from '../../../client/crypto/credentials/secrets.ts';
import { openVault, sealVault } from '../../../client/crypto/credentials/vault.ts';

const classId = 'AAAAAAAAAAAAAAAAAAAAAA';
const text = { title: 'Géométrie', rules: 'On lève la main.', language: 'fr' } as const;

const newClass = async (open = false) => {
  const secret = newClassSecret();
  const hostSecret = newHostSecret();
  const keys = await newHostKeys();
  const charter = await sealCharter({ id: classId, ...text }, secret, keys, open);
  const fingerprint = await fingerprintOf(fromBase64url(charter.hostKey));
  const vault = await sealVault(hostSecret, keys.privateKey, secret, classId);
  return { secret, hostSecret, keys, charter, fingerprint, vault, link: formatMemberFragment(secret, fingerprint) };
};
const refusal = (code: CryptoRefusal['code']) => expect.objectContaining({ name: 'CryptoRefusal', code });
const reading = (charter: ClassCharter, fragment: string, id = classId) => openCharter(id, charter, parseLink(fragment));

test('bytes survive base64url, and only its canonical form is read', () => {
  for (const length of [0, 1, 2, 3, 64]) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    expect(equal(fromBase64url(toBase64url(bytes)), bytes)).toBe(true);
  }
  for (const wrong of ['A', 'AB', 'AA==', 'A+/A', 'é']) expect(() => fromBase64url(wrong)).toThrow(SyntaxError);
});

test('two lists never sign alike', () => {
  expect(equal(framed('ab', 'c'), framed('a', 'bc'))).toBe(false);
  expect(equal(concat(utf8('ab'), utf8('c')), concat(utf8('a'), utf8('bc')))).toBe(true);
});

test('a link gives back what it was made of, and a cut link is called broken', async () => {
  const { secret, fingerprint, hostSecret, link } = await newClass();
  expect(parseLink(link)).toEqual({ kind: 'member', secret, fingerprint });
  expect(parseLink(`#${link}`)).toEqual({ kind: 'member', secret, fingerprint });
  expect(parseLink(formatHostFragment(hostSecret))).toEqual({ kind: 'host', hostSecret });
  expect(parseLink('')).toEqual({ kind: 'none' });
  expect(parseLink('#')).toEqual({ kind: 'none' });
  for (const wrong of [link.slice(0, -1), `${link}A`, 'h.', 'h.AAAA', formatHostFragment(hostSecret).slice(0, -1), '%20']) {
    expect(parseLink(wrong)).toEqual({ kind: 'broken' });
  }
});

test('what the server keeps of the host proof is the hash of what a host shows, and neither is the secret', async () => {
  const hostSecret = newHostSecret();
  const proof = fromBase64url(await hostProof(hostSecret));
  expect(proof).toHaveLength(32);
  expect(fromBase64url(await hostProofHash(hostSecret))).toEqual(new Uint8Array(await crypto.subtle.digest('SHA-256', proof)));
  expect(fromBase64url(await hostProof(newHostSecret()))).not.toEqual(proof);
});

test('a charter opens with its link and fits the protocol', async () => {
  const { charter, link, secret } = await newClass();
  expect(classCharter.safeParse(charter).success).toBe(true);
  expect(JSON.stringify(charter)).not.toContain('Géométrie');
  expect(await reading(charter, link)).toMatchObject({ ...text, encrypted: true, secret });
});

test('a charter is refused with the link of another class', async () => {
  const [one, other] = [await newClass(), await newClass()];
  await expect(reading(one.charter, other.link)).rejects.toEqual(refusal('fingerprint'));
  await expect(reading(one.charter, formatMemberFragment(other.secret, one.fingerprint))).rejects.toEqual(refusal('unreadable'));
  await expect(reading(one.charter, one.link, 'BBBBBBBBBBBBBBBBBBBBBB')).rejects.toEqual(refusal('signature'));
  await expect(reading(one.charter, '')).rejects.toEqual(refusal('link'));
  await expect(reading(one.charter, 'h.broken')).rejects.toEqual(refusal('link'));
});

test('a charter that the server changed is refused', async () => {
  const { charter, link } = await newClass();
  const other = await newClass();
  await expect(reading({ ...charter, sealed: other.charter.sealed }, link)).rejects.toEqual(refusal('signature'));
  await expect(reading({ ...charter, signature: other.charter.signature }, link)).rejects.toEqual(refusal('signature'));
});

test('an encrypted class whose flag the server strips is refused', async () => {
  const { charter, link, secret } = await newClass();
  const stripped = { ...charter, openSecret: toBase64url(secret) };
  await expect(reading(stripped, link)).rejects.toEqual(refusal('stripped'));
  await expect(reading(stripped, '')).rejects.toEqual(refusal('signature'));
  const honestlyOpen = await newClass(true);
  await expect(reading(honestlyOpen.charter, honestlyOpen.link)).rejects.toEqual(refusal('stripped'));
});

test('a class that is not end-to-end encrypted opens without a fragment, and says so', async () => {
  const { charter } = await newClass(true);
  expect(await reading(charter, '')).toMatchObject({ ...text, encrypted: false });
});

test('the host link gives the keys back on another device, and the private key stays in that browser', async () => {
  const { vault, hostSecret, secret, charter } = await newClass();
  const opened = await openVault(hostSecret, vault, classId);
  expect(opened.secret).toEqual(secret);
  expect(opened.hostKeys.privateKey.extractable).toBe(false);
  expect(await openCharter(classId, charter, opened)).toMatchObject({ ...text, encrypted: true });
  expect(fromBase64url(vault).length).toBeLessThan(1_000);
  await expect(openVault(newHostSecret(), vault, classId)).rejects.toEqual(refusal('unreadable'));
  await expect(openVault(hostSecret, vault, 'BBBBBBBBBBBBBBBBBBBBBB')).rejects.toEqual(refusal('unreadable'));
});

test('text that is too long for a charter is refused', async () => {
  const { secret, keys } = await newClass();
  const long = { id: classId, ...text, rules: 'é'.repeat(4_000) };
  await expect(sealCharter(long, secret, keys, false)).rejects.toEqual(refusal('too-long'));
});

test('a card proves its name to who has the link, and to nobody else', async () => {
  const [secret, identity, owner] = [newClassSecret(), await newIdentity(), { classId, id: 'CCCCCCCCCCCCCCCCCCCCCC' }];
  const card = await makeCard(identity, 'Chloé', secret, owner);
  expect((await proveCard(card, secret, owner))?.name).toBe('Chloé');
  expect(await proveCard(card, newClassSecret(), owner)).toBeNull();
  expect(await proveCard(card, secret, { ...owner, id: 'DDDDDDDDDDDDDDDDDDDDDD' })).toBeNull();
  const other = await makeCard(await newIdentity(), 'Hugo', secret, owner);
  expect(await proveCard({ ...card, name: other.name }, secret, owner)).toBeNull();
  expect(await proveCard({ ...card, dh: other.dh }, secret, owner)).toBeNull();
  expect(await proveCard({ ...card, mac: other.mac }, secret, owner)).toBeNull();
});

test('the same keys and name give the same card after a reload, another name another card', async () => {
  const [secret, identity, owner] = [newClassSecret(), await newIdentity(), { classId, id: 'CCCCCCCCCCCCCCCCCCCCCC' }];
  const card = await makeCard(identity, 'Chloé', secret, owner);
  expect(await makeCard(identity, 'Chloé', secret, owner)).toEqual(card);
  expect(await makeCard(identity, 'Chloe', secret, owner)).not.toEqual(card);
});
