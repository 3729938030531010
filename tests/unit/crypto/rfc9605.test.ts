import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Bytes } from '../../../client/crypto/base/bytes.ts';
import { concat } from '../../../client/crypto/base/bytes.ts';
import { decodeHeader, decrypt, deriveKey, encodeHeader, encrypt, type Suite } from '../../../client/crypto/frames/sframe.ts';

type Vectors = {
  header: { kid: number; ctr: number; encoded: string }[];
  sframe: {
    cipher_suite: number;
    base_key: string;
    sframe_salt: string;
    metadata: string;
    pt: string;
    ct: string;
    kid: number;
    ctr: number;
  }[];
};

const text = readFileSync(new URL('rfc9605-test-vectors.json', import.meta.url), 'utf8');
// 64-bit numbers would lose digits: they are read as text.
const exact = JSON.parse(text.replaceAll(/("(?:kid|ctr)": )(\d+)/g, '$1"$2"')) as Vectors;
const hex = (digits: string): Bytes => Uint8Array.from(Buffer.from(digits, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('RFC 9605 header vectors are encoded and decoded', () => {
  expect(exact.header).toHaveLength(289);
  for (const { kid, ctr, encoded } of exact.header) {
    expect(toHex(encodeHeader(BigInt(kid), BigInt(ctr)))).toBe(encoded);
    expect(decodeHeader(hex(encoded))).toEqual({ kid: BigInt(kid), ctr: BigInt(ctr), length: encoded.length / 2 });
    expect(decodeHeader(hex(encoded).subarray(0, -1))).toBeNull();
  }
});

const sframe = async (suite: Suite) => {
  const vector = exact.sframe.find(({ cipher_suite }) => cipher_suite === suite);
  if (!vector) throw new Error(`no vector of suite ${suite}`);
  const [metadata, plaintext, ct] = [hex(vector.metadata), hex(vector.pt), hex(vector.ct)];
  const key = await deriveKey(suite, BigInt(vector.kid), hex(vector.base_key));
  expect(toHex(key.salt)).toBe(vector.sframe_salt);
  const made = await encrypt(key, BigInt(vector.ctr), metadata, plaintext);
  expect(toHex(concat(made.header, made.ciphertext))).toBe(vector.ct);

  const header = decodeHeader(ct);
  if (!header) throw new Error('no header');
  expect(header).toMatchObject({ kid: BigInt(vector.kid), ctr: BigInt(vector.ctr) });
  const [headerBytes, body] = [ct.subarray(0, header.length), ct.slice(header.length)];
  expect(toHex(new Uint8Array(await decrypt(key, header.ctr, headerBytes, metadata, body)))).toBe(vector.pt);
  await expect(decrypt(key, header.ctr, headerBytes, hex('00'), body)).rejects.toThrow();
  await expect(decrypt(key, header.ctr + 1n, headerBytes, metadata, body)).rejects.toThrow();
};

test('RFC 9605 SFrame vector of AES_128_GCM_SHA256_128, the suite of the class', () => sframe(4));
test('RFC 9605 SFrame vector of AES_256_GCM_SHA512_128', () => sframe(5));
