import type { Card } from '#protocol/people.ts';
import { isName } from '../../names/names.ts';
import { type Bytes, equal, framed, fromBase64url, fromUtf8, toBase64url, utf8 } from '../base/bytes.ts';
import type { Identity } from './identity.ts';
import {
  derivedAesKey,
  exportPoint,
  hkdf,
  hmac,
  importAgreementKey,
  importVerifyKey,
  open,
  seal,
  sha256,
} from '../base/primitives.ts';

/** Whose card it is: a card is good for one person of one class. */
export type CardOwner = { readonly classId: string; readonly id: string };

/** A card whose maker has the class link. */
export type ProvenCard = {
  /** SHA-256 of the card in base64url, as its leaf of the group names it. */
  readonly hash: string;
  readonly name: string;
  readonly agreement: CryptoKey;
  readonly verify: CryptoKey;
};

const nameOwner = (owner: CardOwner, dh: string, verify: string) => framed('ardoise name 1', owner.classId, owner.id, dh, verify);
const macOf = async (secret: Bytes, owner: CardOwner, card: Omit<Card, 'mac'>): Promise<Bytes> =>
  hmac(await hkdf(secret, 'card', 32), framed('ardoise card 1', owner.classId, owner.id, card.dh, card.verify, card.name));

/** SHA-256 of a card in base64url. */
export const cardHash = async (card: Card): Promise<string> =>
  toBase64url(await sha256(framed('ardoise card hash 1', card.dh, card.verify, card.name, card.mac)));

/**
 * The card with which a browser presents itself. The same keys and name give the same card, so that a reloaded page is
 * still the person whom the host admitted: the name's initialisation vector is derived from what it seals (as in RFC 5297).
 */
export const makeCard = async (identity: Identity, name: string, secret: Bytes, owner: CardOwner): Promise<Card> => {
  const dh = toBase64url(await exportPoint(identity.agreement.publicKey));
  const verify = toBase64url(await exportPoint(identity.signing.publicKey));
  const about = nameOwner(owner, dh, verify);
  const iv = (await hmac(await hkdf(secret, 'name vector', 32), framed(about, name))).slice(0, 12);
  const sealedName = toBase64url(await seal(await derivedAesKey(secret, 'name'), utf8(name), about, iv));
  const card = { dh, verify, name: sealedName };
  return { ...card, mac: toBase64url(await macOf(secret, owner, card)) };
};

/** Checks that a card was made for this person by somebody with the class link, with a name that can be shown; null when not. */
export const proveCard = async (card: Card, secret: Bytes, owner: CardOwner): Promise<ProvenCard | null> => {
  try {
    if (!equal(await macOf(secret, owner, card), fromBase64url(card.mac))) return null;
    const about = nameOwner(owner, card.dh, card.verify);
    const name = fromUtf8(await open(await derivedAesKey(secret, 'name'), fromBase64url(card.name), about));
    if (!isName(name)) return null;
    return {
      hash: await cardHash(card),
      name,
      agreement: await importAgreementKey(fromBase64url(card.dh)),
      verify: await importVerifyKey(fromBase64url(card.verify)),
    };
  } catch {
    return null;
  }
};
