import type { CreateClass } from '#protocol/http.ts';
import type { Answer } from '#protocol/messages.ts';
import { standardRights } from '#protocol/rights.ts';
import { ask } from '../../../net/http.ts';
import { type Bytes, fromBase64url, toBase64url } from '../../../crypto/base/bytes.ts';
import { sealCharter } from '../../../crypto/credentials/charter.ts';
import { CryptoRefusal } from '../../../crypto/base/refusal.ts';
import {
  fingerprintOf,
  formatHostFragment,
  formatMemberFragment,
  hostProofHash,
  newClassSecret,
  newHostKeys,
  newHostSecret,
} from '../../../crypto/credentials/secrets.ts';
import { sealVault } from '../../../crypto/credentials/vault.ts';
import { keepClass, type KeptClass } from '../../../tab/keptClasses.ts';

/** What a host wants a class to be. */
export type ClassWish = {
  readonly title: string;
  readonly rules: string;
  readonly language: 'fr' | 'en';
  readonly lobby: boolean;
  readonly encrypted: boolean;
  readonly capacity: number;
};

type ClassKeys = {
  readonly classId: string;
  readonly title: string;
  readonly encrypted: boolean;
  readonly secret: Bytes;
  /** The host's public signing key: a point of 65 bytes. */
  readonly hostKey: Bytes;
  readonly hostSecret: Bytes;
};

/** What the keyring keeps of a class with these keys: its links. */
export async function keptWith({ classId, title, encrypted, secret, hostKey, hostSecret }: ClassKeys): Promise<KeptClass> {
  const base = `${location.origin}/c/${classId}`;
  const fragment = formatMemberFragment(secret, await fingerprintOf(hostKey));
  return {
    classId,
    title,
    hostSecret,
    studentLink: encrypted ? `${base}#${fragment}` : base,
    hostLink: `${base}#${formatHostFragment(hostSecret)}`,
  };
}

/** Makes the keys of a class here, the class on the server, and keeps the keys in this browser. */
export async function makeClass(wish: ClassWish): Promise<Answer<KeptClass>> {
  const { title, rules, language, lobby, encrypted, capacity } = wish;
  const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const [secret, hostSecret, hostKeys] = [newClassSecret(), newHostSecret(), await newHostKeys()];
  try {
    const charter = await sealCharter({ id, title, rules, language, lobby }, secret, hostKeys, !encrypted);
    const asked: CreateClass = {
      id,
      charter,
      settings: { lobby, capacity, rights: standardRights },
      hostProofHash: await hostProofHash(hostSecret),
      vault: await sealVault(hostSecret, hostKeys.privateKey, secret, id),
    };
    const answer = await ask('POST', '/api/classes', asked);
    if (!answer.ok) return answer;
    const hostKey = fromBase64url(charter.hostKey);
    const kept = await keptWith({ classId: id, title, encrypted, secret, hostKey, hostSecret });
    await keepClass(kept);
    return { ok: true, value: kept };
  } catch (error) {
    if (error instanceof CryptoRefusal && error.code === 'too-long') return { ok: false, code: 'too-large' };
    throw error;
  }
}
