import type { ClassKeys, KeysRenewed, RenewKeys } from '#protocol/http.ts';
import type { Answer } from '#protocol/messages.ts';
import { ask } from '../../../net/http.ts';
import { type Bytes, toBase64url, utf8 } from '../../../crypto/base/bytes.ts';
import { type CharterText, type OpenCharter, openCharter, sealCharter } from '../../../crypto/credentials/charter.ts';
import { exportPoint, sha256 } from '../../../crypto/base/primitives.ts';
import { CryptoRefusal } from '../../../crypto/base/refusal.ts';
import { hostProof, hostProofHash, newClassSecret, newHostKeys, newHostSecret } from '../../../crypto/credentials/secrets.ts';
import { openVault, resealVault, sealVault } from '../../../crypto/credentials/vault.ts';
import { keepClass, type KeptClass } from '../../../tab/keptClasses.ts';
import { keptWith } from './makeClass.ts';

/**
 * What is renewed: the students' link (class secret and door), the host link (host secret), or all of it with the host key.
 * A new host key comes with a new host link, since whoever has the old one would read the new key with it.
 */
export type Renewal = 'students' | 'host' | 'all';
export type Renewed = KeysRenewed & { readonly kept: KeptClass };

/** What the server has now, opened with one's host secret. */
type Present = ClassKeys & { readonly hostSecret: Bytes; readonly opened: OpenCharter };

const textOf = ({ title, rules, language, lobby }: OpenCharter): CharterText => ({
  title,
  rules,
  language,
  ...(lobby !== undefined && { lobby }),
});

async function presentKeys(classId: string, hostSecret: Bytes): Promise<Answer<Present>> {
  const answer = await ask<ClassKeys>('POST', `/api/classes/${classId}/keys`, { proof: await hostProof(hostSecret) });
  if (!answer.ok) return answer;
  const { charter, vault } = answer.value;
  try {
    const opened = await openCharter(classId, charter, await openVault(hostSecret, vault, classId));
    return { ok: true, value: { charter, vault, hostSecret, opened } };
  } catch (error) {
    // The server gave something else than what a host of this class sealed and signed.
    if (error instanceof CryptoRefusal) return { ok: false, code: 'internal' };
    throw error;
  }
}

type New = Pick<RenewKeys, 'charter' | 'vault'> & { readonly hostSecret: Bytes; readonly secret: Bytes; readonly hostKey: Bytes };

async function newKeys(classId: string, present: Present, what: Renewal): Promise<New> {
  const { charter, vault, hostSecret: former, opened } = present;
  const hostSecret = what === 'students' ? former : newHostSecret();
  const { secret: formerSecret, hostKey, encrypted } = opened;
  if (what === 'host') {
    const moved = await resealVault(former, vault, classId, { hostSecret });
    return { charter, vault: moved, hostSecret, secret: formerSecret, hostKey };
  }
  const secret = newClassSecret();
  const text = { id: classId, ...textOf(opened) };
  if (what === 'students') {
    const { hostKeys } = await openVault(former, vault, classId);
    const resealed = await resealVault(former, vault, classId, { secret });
    return { charter: await sealCharter(text, secret, hostKeys, !encrypted), vault: resealed, hostSecret, secret, hostKey };
  }
  const hostKeys = await newHostKeys();
  return {
    charter: await sealCharter(text, secret, hostKeys, !encrypted),
    vault: await sealVault(hostSecret, hostKeys.privateKey, secret, classId),
    hostSecret,
    secret,
    hostKey: await exportPoint(hostKeys.publicKey),
  };
}

/**
 * Makes new keys here, and gives them to the server, which takes all of them or none; what they replace opens nothing from
 * then on. The title and the rules stay. Should the answer be lost, both host secrets are kept until `settleRenewal`.
 */
export async function renewClass(kept: KeptClass, what: Renewal): Promise<Answer<Renewed>> {
  const { classId, title } = kept;
  const present = await presentKeys(classId, kept.hostSecret);
  if (!present.ok) return present;
  const made = await newKeys(classId, present.value, what);
  const asked: RenewKeys = {
    proof: await hostProof(kept.hostSecret),
    former: toBase64url(await sha256(utf8(present.value.vault))),
    charter: made.charter,
    hostProofHash: await hostProofHash(made.hostSecret),
    vault: made.vault,
  };
  await keepClass({ ...kept, pending: made.hostSecret });
  const answer = await ask<KeysRenewed>('PUT', `/api/classes/${classId}/keys`, asked);
  if (!answer.ok && answer.code === 'offline') return answer;
  const { encrypted } = present.value.opened;
  const renewed = answer.ok ? await keptWith({ ...made, classId, title, encrypted }) : kept;
  await keepClass(renewed);
  return answer.ok ? { ok: true, value: { ...answer.value, kept: renewed } } : answer;
}

/** After a lost answer: asks the server which of the two host secrets it has, and keeps the links of that one. */
export async function settleRenewal(kept: KeptClass): Promise<KeptClass> {
  if (!kept.pending) return kept;
  const { classId, title } = kept;
  for (const hostSecret of [kept.pending, kept.hostSecret]) {
    const present = await presentKeys(classId, hostSecret);
    if (present.ok) {
      const { encrypted, secret, hostKey } = present.value.opened;
      const settled = await keptWith({ classId, title, encrypted, secret, hostKey, hostSecret });
      await keepClass(settled);
      return settled;
    }
    if (present.code !== 'forbidden') break;
  }
  return kept;
}
