import { sign as signByNode, verify as verifyByNode, createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bytes, concat, equal } from '../../../client/crypto/base/bytes.ts';
import { fromDer, toDer } from '../../../client/crypto/mls/der.ts';
import { newSigningKeys, sign, verify } from '../../../client/crypto/base/primitives.ts';
import { hex, toHex } from './vectors.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** Half a signature, often with zeros before its digits or with a first digit that looks negative. */
const half = fc.oneof(
  bytes(32),
  fc
    .tuple(fc.nat(32), bytes(32))
    .map(([zeros, rest]) => new Uint8Array(32).fill(0, 0, zeros).map((_, at) => (at < zeros ? 0 : rest[at]!))),
  fc.constantFrom(new Uint8Array(32), new Uint8Array(32).fill(0xff), new Uint8Array(32).fill(0x80)),
);
const raw = fc.tuple(half, half).map((halves) => concat(...halves));
const message = fc.uint8Array({ maxLength: 200 }).map((one) => new Uint8Array(one));

test('any 64 bytes come back from DER as they were', () => {
  fc.assert(
    fc.property(raw, (signature) => {
      const der = toDer(signature);
      expect(der.length).toBeLessThanOrEqual(72);
      expect(fromDer(der)).toEqual(signature);
    }),
    { numRuns: 2_000 },
  );
});

/** The same pair for WebCrypto and for Node, which makes and reads DER by itself. */
const newPair = async () => {
  const { privateKey, publicKey } = await newSigningKeys(true);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', publicKey));
  const secret = { key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }), dsaEncoding: 'der' } as const;
  const open = { key: createPublicKey({ key: spki, format: 'der', type: 'spki' }), dsaEncoding: 'der' } as const;
  return { privateKey, publicKey, secret, open };
};

test('a signature of WebCrypto is verified as DER elsewhere, and one made elsewhere as DER is verified by WebCrypto', async () => {
  const { privateKey, publicKey, secret, open } = await newPair();
  await fc.assert(
    fc.asyncProperty(message, async (text) => {
      const der = toDer(await sign(privateKey, text));
      expect(verifyByNode('sha256', text, open, der)).toBe(true);
      const theirs = fromDer(new Uint8Array(signByNode('sha256', text, secret)));
      expect(theirs && (await verify(publicKey, theirs, text))).toBe(true);
      expect(theirs && (await verify(publicKey, theirs, concat(text, hex('00'))))).toBe(false);
    }),
    { numRuns: 150 },
  );
});

/** A change of one byte, a byte more, a byte less, or none of it. */
const change = fc.oneof(
  fc.record({ at: fc.nat(71), to: fc.nat(255) }).map(
    ({ at, to }) =>
      (der: Bytes) =>
        der.with(at % der.length, to),
  ),
  fc.record({ at: fc.nat(72), more: fc.nat(255) }).map(
    ({ at, more }) =>
      (der: Bytes) =>
        concat(der.subarray(0, at), Uint8Array.of(more), der.subarray(at)),
  ),
  fc.nat(71).map((at) => (der: Bytes) => concat(der.subarray(0, at), der.subarray(at + 1))),
);

test('a signature has one form: bytes that are read at all are those that we write', () => {
  let [read, refused] = [0, 0];
  const look = (der: Uint8Array): void => {
    const signature = fromDer(der);
    if (signature) expect(toDer(signature)).toEqual(der);
    if (signature) read += 1;
    else refused += 1;
  };
  fc.assert(
    fc.property(raw, fc.array(change, { minLength: 1, maxLength: 3 }), (signature, changes) =>
      look(changes.reduce<Bytes>((der, one) => one(der), toDer(signature))),
    ),
    { numRuns: 5_000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), look), { numRuns: 2_000 });
  expect(read).toBeGreaterThan(100);
  expect(refused).toBeGreaterThan(1_000);
});

test('a signature that was changed is no signature of the same message', async () => {
  const { privateKey, publicKey } = await newPair();
  await fc.assert(
    fc.asyncProperty(message, change, async (text, one) => {
      const der = toDer(await sign(privateKey, text));
      const changed = one(der);
      fc.pre(!equal(changed, der));
      const signature = fromDer(changed);
      expect(signature !== null && (await verify(publicKey, signature, text))).toBe(false);
    }),
    { numRuns: 150 },
  );
});

const one = `0220${'11'.repeat(32)}`;
const malformed = {
  nothing: '',
  'a sequence of nothing': '3000',
  'one integer': `3022${one}`,
  'three integers': `3066${one}${one}${one}`,
  'a byte after the end': `3044${one}${one}00`,
  'a byte after the end, counted': `3045${one}${one}00`,
  'a length that says too much': `3045${one}${one}`,
  'a length that says too little': `3043${one}${one}`,
  'a long form of the length': `308144${one}${one}`,
  'an indefinite length': `3080${one}${one}0000`,
  'a long form of an integer’s length': `3045${one}028120${'11'.repeat(32)}`,
  'a set instead of a sequence': `3144${one}${one}`,
  'octets instead of an integer': `3044${one}0420${'11'.repeat(32)}`,
  'an empty integer': `3024${one}0200`,
  'a negative integer': `3044${one}0220${'91'.repeat(32)}`,
  'a zero that was not needed': `3044${one}022000${'11'.repeat(31)}`,
  'a zero written twice': `3026${one}02020000`,
  'an integer of 33 bytes': `3045${one}0221${'11'.repeat(33)}`,
  'an integer of 33 bytes with the top bit set': `3046${one}022200${'91'.repeat(33)}`,
  'an integer beyond the end': `3044${one}0221${'11'.repeat(32)}`,
  'the 64 bytes of WebCrypto': '11'.repeat(64),
};

test.each(Object.entries(malformed))('malformed DER is refused: %s', (_, digits) => {
  expect(toHex(toDer(hex('11'.repeat(64))))).toBe(`3044${one}${one}`);
  expect(fromDer(hex(digits))).toBeNull();
});
