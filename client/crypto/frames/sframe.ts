import { type Bytes, concat, uint, utf8 } from '../base/bytes.ts';

/** SFrame, RFC 9605: header, key derivation and AEAD of the AES-GCM suites. */
export type SFrameKey = { readonly kid: bigint; readonly key: CryptoKey; readonly salt: Bytes };
export type SFrameHeader = { readonly kid: bigint; readonly ctr: bigint; readonly length: number };

/** Section 4.5: AES_128_GCM_SHA256_128 (4), which the class uses, and AES_256_GCM_SHA512_128 (5). */
const suites = { 4: { keyBytes: 16, hash: 'SHA-256' }, 5: { keyBytes: 32, hash: 'SHA-512' } } as const;
export type Suite = keyof typeof suites;

const saltBytes = 12;
export const tagBytes = 16;

const bytesFor = (value: bigint): number => {
  let length = 1;
  while (length < 8 && value >> BigInt(8 * length) > 0n) length++;
  return length;
};

const writeBig = (into: Uint8Array, value: bigint, at: number, length: number): void => {
  for (let index = at + length - 1, rest = value; index >= at; index--, rest >>= 8n) into[index] = Number(rest & 255n);
};

const readBig = (bytes: Uint8Array, at: number, length: number): bigint => {
  let value = 0n;
  for (let index = at; index < at + length; index++) value = (value << 8n) | BigInt(bytes[index] ?? 0);
  return value;
};

/** Section 4.3: a configuration byte, then what of KID and CTR does not fit in its three bits each. */
export const encodeHeader = (kid: bigint, ctr: bigint): Bytes => {
  const kidBytes = kid < 8n ? 0 : bytesFor(kid);
  const ctrBytes = ctr < 8n ? 0 : bytesFor(ctr);
  const header = new Uint8Array(1 + kidBytes + ctrBytes);
  const kidBits = kidBytes === 0 ? Number(kid) : 8 | (kidBytes - 1);
  const ctrBits = ctrBytes === 0 ? Number(ctr) : 8 | (ctrBytes - 1);
  header[0] = (kidBits << 4) | ctrBits;
  writeBig(header, kid, 1, kidBytes);
  writeBig(header, ctr, 1 + kidBytes, ctrBytes);
  return header;
};

/** Reads a header at `at`; null when the bytes end before it does. */
export const decodeHeader = (bytes: Uint8Array, at = 0): SFrameHeader | null => {
  const config = bytes[at];
  if (config === undefined) return null;
  const kidBytes = config & 0x80 ? ((config >> 4) & 7) + 1 : 0;
  const ctrBytes = config & 0x08 ? (config & 7) + 1 : 0;
  const length = 1 + kidBytes + ctrBytes;
  if (bytes.length < at + length) return null;
  const kid = kidBytes === 0 ? BigInt((config >> 4) & 7) : readBig(bytes, at + 1, kidBytes);
  const ctr = ctrBytes === 0 ? BigInt(config & 7) : readBig(bytes, at + 1 + kidBytes, ctrBytes);
  return { kid, ctr, length };
};

/** Section 4.4.2: key and salt of one KID from its base key. */
export const deriveKey = async (suite: Suite, kid: bigint, baseKey: Bytes): Promise<SFrameKey> => {
  const { keyBytes, hash } = suites[suite];
  const material = await crypto.subtle.importKey('raw', baseKey, 'HKDF', false, ['deriveBits']);
  const expand = async (label: string, length: number) => {
    const kidAndSuite = new Uint8Array(10);
    writeBig(kidAndSuite, kid, 0, 8);
    kidAndSuite.set(uint(suite, 2), 8);
    const info = concat(utf8(`SFrame 1.0 Secret ${label} `), kidAndSuite);
    const parameters = { name: 'HKDF', hash, salt: new Uint8Array(), info };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, material, length * 8));
  };
  const key = await crypto.subtle.importKey('raw', await expand('key', keyBytes), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { kid, key, salt: await expand('salt', saltBytes) };
};

/** Section 4.4.3: the salt, with the counter added by XOR at its end. */
const nonceOf = (salt: Bytes, ctr: bigint): Bytes => {
  const nonce = salt.slice();
  for (let index = saltBytes - 1, rest = ctr; rest > 0n; index--, rest >>= 8n) {
    nonce[index] = (nonce[index] ?? 0) ^ Number(rest & 255n);
  }
  return nonce;
};

/** Encrypts one frame. What travels is the header, then the ciphertext with its tag. A counter may be used only once. */
export const encrypt = async (
  { kid, key, salt }: SFrameKey,
  ctr: bigint,
  metadata: Uint8Array,
  plaintext: Bytes,
): Promise<{ header: Bytes; ciphertext: Bytes }> => {
  const header = encodeHeader(kid, ctr);
  const parameters = { name: 'AES-GCM', iv: nonceOf(salt, ctr), additionalData: concat(header, metadata) };
  return { header, ciphertext: new Uint8Array(await crypto.subtle.encrypt(parameters, key, plaintext)) };
};

/** Decrypts one frame, of which `header` are the header's own bytes. Throws a DOMException when it is not genuine. */
export const decrypt = (
  { key, salt }: SFrameKey,
  ctr: bigint,
  header: Uint8Array,
  metadata: Uint8Array,
  ciphertext: Bytes,
): Promise<ArrayBuffer> => {
  const parameters = { name: 'AES-GCM', iv: nonceOf(salt, ctr), additionalData: concat(header, metadata) };
  return crypto.subtle.decrypt(parameters, key, ciphertext);
};
