import { readFileSync } from 'node:fs';
import { decodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import { type Bytes, concat } from '../../../client/crypto/base/bytes.ts';

/** The entries of a file of RFC 9420's vectors. */
export const vectorsOf = <T>(name: string): readonly T[] =>
  JSON.parse(readFileSync(new URL(`rfc9420/${name}.json`, import.meta.url), 'utf8')) as T[];

export const hex = (digits: string): Bytes => Uint8Array.from(Buffer.from(digits, 'hex'));
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What a decoder of the library makes of the whole of these bytes. */
export const decoded = <T>(decode: (bytes: Uint8Array, at: number) => [T, number] | undefined, digits: string): T => {
  const bytes = hex(digits);
  const [value, length] = decode(bytes, 0) ?? [];
  if (value === undefined || length !== bytes.length) throw new Error('not decoded');
  return value;
};

type Wireformat = MLSMessage['wireformat'];

/** A message of this wire format. */
export const messageOf = <K extends Wireformat>(wireformat: K, digits: string): Extract<MLSMessage, { wireformat: K }> => {
  const message = decoded(decodeMlsMessage, digits);
  if (message.wireformat !== wireformat) throw new Error(`${message.wireformat} for ${wireformat}`);
  return message as Extract<MLSMessage, { wireformat: K }>;
};

/** PKCS #8 (RFC 5208) around an ECPrivateKey of P-256 (RFC 5915) without its public key, up to the 32 bytes of the scalar. */
const pkcs8Head = hex('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420');

/** A signature key as our suite takes it: the vectors have the bare scalar, 32 bytes. */
export const toPkcs8 = (scalar: string): Bytes => concat(pkcs8Head, hex(scalar));
