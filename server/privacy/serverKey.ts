import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** This server's own key: it signs receipts, and makes the audit log's pseudonyms. */
export type ServerKey = {
  /** The Ed25519 public key: 32 bytes in base64url. */
  readonly publicKey: string;
  /** Ed25519 (RFC 8032) over the text's UTF-8 bytes: 64 bytes in base64url. */
  sign(text: string): string;
  /** 16 hexadecimal digits that stand for an identifier: always the same here, and of no use without this server's key. */
  pseudonym(id: string): string;
};

/** The key in the data folder, readable by the server's account only. Made at the first start. */
export const serverKeyIn = (folder: string): ServerKey => {
  const path = join(folder, 'server.key');
  try {
    const { privateKey: made } = generateKeyPairSync('ed25519');
    writeFileSync(path, made.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const privateKey = createPrivateKey(readFileSync(path, 'utf8'));
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
  const pseudonymKey = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'ardoise pseudonym 1', 32)));
  return {
    publicKey: String(createPublicKey(privateKey).export({ format: 'jwk' }).x),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    pseudonym: (id) => createHmac('sha256', pseudonymKey).update(id).digest('hex').slice(0, 16),
  };
};

const publicKeyOf = (publicKey: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });

/** True when the holder of `publicKey` signed exactly this text. */
export const isSignedBy = (publicKey: string, text: string, signature: string): boolean =>
  verify(null, Buffer.from(text), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'));
