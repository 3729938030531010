import { type Bytes, concat, fromBase64url, toBase64url, utf8 } from '../base/bytes.ts';
import { derivedAesKey, importSigningKey, importVerifyKey, open, seal } from '../base/primitives.ts';

const secretBytes = 16;
const pointBytes = 65;

/** What a host's device needs to hold a class. The private key cannot be taken out of the browser. */
export type OpenVault = {
  readonly kind: 'vault';
  readonly secret: Bytes;
  readonly hostKeys: CryptoKeyPair;
  /** The public key of `hostKeys` as a point of 65 bytes. */
  readonly hostKey: Bytes;
};

const vaultKey = (hostSecret: Bytes) => derivedAesKey(hostSecret, 'vault');

const pointOf = async (privateKey: CryptoKey): Promise<Bytes> => {
  const { x, y } = await crypto.subtle.exportKey('jwk', privateKey);
  return concat(Uint8Array.of(4), fromBase64url(x ?? ''), fromBase64url(y ?? ''));
};

/**
 * Seals the class secret and the host's signing key under the host secret, for another device of the host.
 * `hostPrivateKey` must be extractable: it is only when the class is made.
 */
export const sealVault = async (
  hostSecret: Bytes,
  hostPrivateKey: CryptoKey,
  secret: Bytes,
  classId: string,
): Promise<string> => {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', hostPrivateKey));
  const content = concat(secret, await pointOf(hostPrivateKey), pkcs8);
  return toBase64url(await seal(await vaultKey(hostSecret), content, utf8(classId)));
};

/** What is renewed in a vault; what is not given stays. */
type Renewed = { readonly hostSecret?: Bytes; readonly secret?: Bytes };

/** Seals what a vault holds anew, under another host secret or with another class secret. Throws CryptoRefusal `unreadable`. */
export const resealVault = async (hostSecret: Bytes, vault: string, classId: string, renewed: Renewed): Promise<string> => {
  const content = await open(await vaultKey(hostSecret), fromBase64url(vault), utf8(classId));
  const changed = concat(renewed.secret ?? content.slice(0, secretBytes), content.slice(secretBytes));
  return toBase64url(await seal(await vaultKey(renewed.hostSecret ?? hostSecret), changed, utf8(classId)));
};

/** Opens what `sealVault` made. Throws CryptoRefusal `unreadable`. */
export const openVault = async (hostSecret: Bytes, vault: string, classId: string): Promise<OpenVault> => {
  const content = await open(await vaultKey(hostSecret), fromBase64url(vault), utf8(classId));
  const hostKey = content.slice(secretBytes, secretBytes + pointBytes);
  const privateKey = await importSigningKey(content.slice(secretBytes + pointBytes));
  const publicKey = await importVerifyKey(hostKey);
  return { kind: 'vault', secret: content.slice(0, secretBytes), hostKeys: { privateKey, publicKey }, hostKey };
};
