import * as v from 'valibot';
import type { ClassCharter } from '#protocol/http.ts';
import { limits } from '#protocol/limits.ts';
import { type Bytes, equal, framed, fromBase64url, toBase64url, utf8 } from '../base/bytes.ts';
import {
  derivedAesKey,
  exportPoint,
  importSigningKey,
  importVerifyKey,
  newSigningKeys,
  open,
  seal,
  sign,
  verify,
} from '../base/primitives.ts';
import { CryptoRefusal } from '../base/refusal.ts';
import { fromJson, toJson } from '../base/sealedJson.ts';
import { fingerprintOf, type Link } from './secrets.ts';
import type { OpenVault } from './vault.ts';

const charterText = v.strictObject({
  title: v.string(),
  rules: v.string(),
  language: v.picklist(['fr', 'en']),
  /** Whether a lesson begins with a lobby; it does unless this says false. The server cannot turn it off. */
  lobby: v.exactOptional(v.boolean()),
});
export type CharterText = v.InferOutput<typeof charterText>;

/** What is sealed: also the door's private key (PKCS #8, base64url), so that whoever has the class secret can sign with it. */
const sealedText = v.strictObject({ ...charterText.entries, door: v.string() });

/** A charter that the link confirms. */
export type OpenCharter = CharterText & {
  readonly encrypted: boolean;
  readonly secret: Bytes;
  /** Signs for tickets: it proves to the server that one has the class link. */
  readonly door: CryptoKey;
  /** The host's public signing key: a point of 65 bytes. */
  readonly hostKey: Bytes;
  /** Of `hostKey`, for the students' link. */
  readonly fingerprint: Bytes;
};

const charterKey = (secret: Bytes) => derivedAesKey(secret, 'charter');

/** The signature covers whether the class is open, so a server cannot add or strip that. */
const signedBytes = (id: string, charter: Omit<ClassCharter, 'signature'>): Bytes =>
  framed('ardoise charter 2', id, charter.hostKey, charter.doorKey, charter.sealed, charter.openSecret ?? '');

/**
 * Seals and signs what a class is, with a new door. `open`: not end-to-end encrypted; the server is given the secret.
 * Throws CryptoRefusal `too-long` when title and rules do not fit in 8,000 bytes.
 */
export const sealCharter = async (
  { id, ...text }: CharterText & { readonly id: string },
  secret: Bytes,
  hostKeys: CryptoKeyPair,
  open: boolean,
): Promise<ClassCharter> => {
  const doorKeys = await newSigningKeys(true);
  const door = toBase64url(new Uint8Array(await crypto.subtle.exportKey('pkcs8', doorKeys.privateKey)));
  const sealed = await seal(await charterKey(secret), toJson({ ...text, door }), utf8(id));
  if (sealed.length > limits.charterBytes) throw new CryptoRefusal('too-long');
  const charter = {
    hostKey: toBase64url(await exportPoint(hostKeys.publicKey)),
    sealed: toBase64url(sealed),
    doorKey: toBase64url(await exportPoint(doorKeys.publicKey)),
    ...(open ? { openSecret: toBase64url(secret) } : {}),
  };
  return { ...charter, signature: toBase64url(await sign(hostKeys.privateKey, signedBytes(id, charter))) };
};

/** The secret that this link and charter give, when they belong together. */
const confirmedSecret = async (charter: ClassCharter, link: Link | OpenVault): Promise<Bytes> => {
  const hostKey = fromBase64url(charter.hostKey);
  switch (link.kind) {
    case 'member':
      if (charter.openSecret !== undefined) throw new CryptoRefusal('stripped');
      if (!equal(await fingerprintOf(hostKey), link.fingerprint)) throw new CryptoRefusal('fingerprint');
      return link.secret;
    case 'vault':
      // The host's own signature says whether the class is open: the host chose it.
      if (!equal(hostKey, link.hostKey)) throw new CryptoRefusal('fingerprint');
      return link.secret;
    case 'none':
      if (charter.openSecret === undefined) throw new CryptoRefusal('link');
      return fromBase64url(charter.openSecret);
    case 'host':
    case 'broken':
      throw new CryptoRefusal('link');
  }
};

/**
 * Opens a charter with what the link says; a host gives the opened vault in the place of the host link.
 * Throws CryptoRefusal: `link`, `stripped`, `fingerprint`, `signature` or `unreadable`.
 */
export const openCharter = async (id: string, charter: ClassCharter, link: Link | OpenVault): Promise<OpenCharter> => {
  const secret = await confirmedSecret(charter, link);
  const hostKey = fromBase64url(charter.hostKey);
  const key = await importVerifyKey(hostKey).catch(() => null);
  const genuine = key !== null && (await verify(key, fromBase64url(charter.signature), signedBytes(id, charter)));
  if (!genuine) throw new CryptoRefusal('signature');
  const content = await open(await charterKey(secret), fromBase64url(charter.sealed), utf8(id));
  const { door, ...text } = fromJson(sealedText, content);
  const fingerprint = await fingerprintOf(hostKey);
  const encrypted = charter.openSecret === undefined;
  return { ...text, encrypted, secret, door: await importSigningKey(fromBase64url(door)), hostKey, fingerprint };
};
