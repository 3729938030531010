import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import type { Hash } from 'ts-mls/crypto/hash.js';
import type { HpkeAlgorithm } from 'ts-mls/crypto/hpke.js';
import { makeGenericHpke } from 'ts-mls/crypto/implementation/hpke.js';
import { makeKdfImpl } from 'ts-mls/crypto/implementation/default/makeKdfImpl.js';
import type { Signature } from 'ts-mls/crypto/signature.js';
import { type Bytes, equal } from '../base/bytes.ts';
import { hmac, randomBytes, sha256, sign, verify, importSigningKey, importVerifyKey } from '../base/primitives.ts';
import { fromDer, toDer } from './der.ts';

/** MLS cipher suite 2 of RFC 9420, section 17.1: every browser with WebCrypto has its curve, and two suites would split a class. */
export const suiteName = 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256';

const algorithms: HpkeAlgorithm = { kem: 'DHKEM-P256-HKDF-SHA256', kdf: 'HKDF-SHA256', aead: 'AES128GCM' };

/** The same bytes over a buffer that is theirs alone, as WebCrypto wants them. */
const owned = (bytes: Uint8Array): Bytes => (bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes));

const gcm = (key: Uint8Array, use: 'encrypt' | 'decrypt') => crypto.subtle.importKey('raw', owned(key), 'AES-GCM', false, [use]);
const gcmParameters = (nonce: Uint8Array, additionalData: Uint8Array) => ({
  name: 'AES-GCM',
  iv: owned(nonce),
  additionalData: owned(additionalData),
});

const aead = {
  encrypt: async (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array) =>
    new Uint8Array(await crypto.subtle.encrypt(gcmParameters(nonce, aad), await gcm(key, 'encrypt'), owned(plaintext))),
  decrypt: async (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array) =>
    new Uint8Array(await crypto.subtle.decrypt(gcmParameters(nonce, aad), await gcm(key, 'decrypt'), owned(ciphertext))),
};

const hash: Hash = {
  digest: (data) => sha256(owned(data)),
  mac: (key, data) => hmac(owned(key), owned(data)),
  verifyMac: async (key, mac, data) => equal(await hmac(owned(key), owned(data)), mac),
};

/** ECDSA with P-256 and SHA-256. A private key is in PKCS #8; a signature in DER, as RFC 9420, section 5.1.2, wants it. */
const signature: Signature = {
  sign: async (key, message) => toDer(await sign(await importSigningKey(owned(key)), owned(message))),
  verify: async (key, message, der) => {
    const raw = fromDer(der);
    if (!raw) return false;
    const point = await importVerifyKey(owned(key)).catch(() => null);
    return point !== null && verify(point, raw, owned(message));
  },
  keygen: () => Promise.reject(new Error('keys are made with the identity')),
};

const makeSuite = async (): Promise<CiphersuiteImpl> => {
  const kdf = new HkdfSha256();
  const hpke = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
  return {
    name: suiteName,
    hash,
    hpke: await makeGenericHpke(algorithms, aead, hpke),
    signature,
    kdf: makeKdfImpl(kdf),
    rng: { randomBytes },
  };
};

let made: Promise<CiphersuiteImpl> | null = null;

/** The suite over WebCrypto. */
export const mlsSuite = (): Promise<CiphersuiteImpl> => (made ??= makeSuite());
