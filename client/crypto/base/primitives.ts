import { type Bytes, concat, utf8 } from './bytes.ts';
import { CryptoRefusal } from './refusal.ts';

/** The only curve, so that every browser with WebCrypto has it. */
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const ivBytes = 12;

export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** HKDF-SHA-256 (RFC 5869). `info` tells what the result is for, so that no two uses share a key. */
export const hkdf = async (secret: Bytes, info: string, length: number, salt: Bytes = new Uint8Array()): Promise<Bytes> => {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`ardoise 1 ${info}`) };
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, length * 8));
};

export const aesKey = (bytes: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

/** The AES-128-GCM key that HKDF gives for this use. */
export const derivedAesKey = async (secret: Bytes, info: string): Promise<CryptoKey> => aesKey(await hkdf(secret, info, 16));

/** AES-GCM: initialisation vector, ciphertext, tag. The vector is random unless given. */
export const seal = async (key: CryptoKey, plaintext: Bytes, additionalData: Bytes, iv = randomBytes(ivBytes)): Promise<Bytes> =>
  concat(iv, new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext)));

/** The plaintext of what `seal` made. Throws CryptoRefusal `unreadable`. */
export const open = async (key: CryptoKey, sealed: Bytes, additionalData: Bytes): Promise<Bytes> => {
  const parameters = { name: 'AES-GCM', iv: sealed.subarray(0, ivBytes), additionalData };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.subarray(ivBytes)));
  } catch {
    throw new CryptoRefusal('unreadable');
  }
};

export const hmac = async (secret: Bytes, bytes: Bytes): Promise<Bytes> => {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes));
};

/** An ECDSA signature: 64 bytes, r and s. */
export const sign = async (key: CryptoKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(signing, key, bytes));

export const verify = (key: CryptoKey, signature: Bytes, bytes: Bytes): Promise<boolean> =>
  crypto.subtle.verify(signing, key, signature, bytes);

export const newSigningKeys = (extractable: boolean): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(ecdsa, extractable, ['sign', 'verify']);

export const newAgreementKeys = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(ecdh, false, ['deriveBits']);

/** A public key as an uncompressed point of 65 bytes. */
export const exportPoint = async (key: CryptoKey): Promise<Bytes> => new Uint8Array(await crypto.subtle.exportKey('raw', key));

/** Throws a DOMException when the bytes are not a point of the curve. */
export const importVerifyKey = (point: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', point, ecdsa, true, ['verify']);

/** Throws a DOMException when the bytes are not a point of the curve. */
export const importAgreementKey = (point: Bytes): Promise<CryptoKey> => crypto.subtle.importKey('raw', point, ecdh, true, []);

/** A signing key that cannot be taken out of the browser again. */
export const importSigningKey = (pkcs8: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', pkcs8, ecdsa, false, ['sign']);

/** What two key pairs share (ECDH, 32 bytes). */
export const agree = async (own: CryptoKey, other: CryptoKey): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256));
