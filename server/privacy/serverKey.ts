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

/** This server's own key: it signs receipts, and makes the audit log's pseudonyms. */
export type ServerKey = {
  /** The Ed25519 public key: 32 bytes in base64url. */
  readonly publicKey: string;
  /** Ed25519 (RFC 8032) over the text's UTF-8 bytes: 64 bytes in base64url. */
  sign(text: string): string;
  /** 16 hexadecimal digits that stand for an identifier: always the same here, and of no use without this server's key. */
  pseudonym(id: string): string;
};

/** A new key, as it is kept: PKCS #8 in PEM. */
export const newServerKey = (): Buffer =>
  Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));

/** The key as it was kept. */
export const serverKeyOf = (pem: Buffer): ServerKey => {
  const privateKey = createPrivateKey(pem);
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
