import type { RefusalCode } from '#protocol/codes.ts';
import type { ClassInfo, VaultAnswer } from '#protocol/http.ts';
import { ask } from '../../net/http.ts';
import { askPatiently } from '../../net/patience.ts';
import type { Bytes } from '../../crypto/base/bytes.ts';
import { type OpenCharter, openCharter } from '../../crypto/credentials/charter.ts';
import { CryptoRefusal, type CryptoRefusalCode } from '../../crypto/base/refusal.ts';
import { hostProof, parseLink } from '../../crypto/credentials/secrets.ts';
import { type OpenVault, openVault } from '../../crypto/credentials/vault.ts';
import type { Text } from '../../text/text.ts';
import type { ClassLink } from '../../tab/classLink.ts';

/** A class that the link confirms, ready to be entered. */
export type OpenedClass = {
  readonly info: ClassInfo;
  readonly charter: OpenCharter;
  /** Present on a host's device. */
  readonly hostSecret?: Bytes;
  readonly hostPrivateKey?: CryptoKey;
  /** Nobody can sign in any more as the host who made the class: whoever has its host link may erase it. */
  readonly hostless?: boolean | undefined;
};
export type OpenTrouble = keyof Text['preflight']['trouble'];
type Outcome = { readonly ok: true; readonly opened: OpenedClass } | { readonly ok: false; readonly trouble: OpenTrouble };

const troubles: Record<CryptoRefusalCode, OpenTrouble> = {
  link: 'broken-link',
  fingerprint: 'wrong-key',
  signature: 'wrong-key',
  unreadable: 'wrong-key',
  stripped: 'stripped',
  'too-long': 'wrong-key',
};

const troubleOf = (code: RefusalCode): OpenTrouble =>
  code === 'not-found' || code === 'outdated' || code === 'unencrypted' ? code : 'offline';

/** Reads a class from the server and opens it with its link. Nothing is believed that the link does not confirm. */
export async function openClass({ classId, fragment }: ClassLink): Promise<Outcome> {
  const answer = await askPatiently(() => ask<ClassInfo>('GET', `/api/classes/${classId}`));
  if (!answer.ok) return { ok: false, trouble: troubleOf(answer.code) };
  const info = answer.value;
  try {
    const link = parseLink(fragment);
    if (link.kind !== 'host') return { ok: true, opened: { info, charter: await openCharter(classId, info.charter, link) } };
    const { hostSecret } = link;
    const { vault, hostless } = (await fetchVault(classId, hostSecret)) ?? {};
    if (!vault) return { ok: false, trouble: 'host-proof' };
    const charter = await openCharter(classId, info.charter, vault);
    return { ok: true, opened: { info, charter, hostSecret, hostPrivateKey: vault.hostKeys.privateKey, hostless } };
  } catch (error) {
    if (info.renewed) return { ok: false, trouble: 'renewed' };
    return { ok: false, trouble: error instanceof CryptoRefusal ? troubles[error.code] : 'wrong-key' };
  }
}

async function fetchVault(classId: string, hostSecret: Bytes): Promise<{ vault: OpenVault; hostless: boolean } | null> {
  const proof = await hostProof(hostSecret);
  const answer = await askPatiently(() => ask<VaultAnswer>('POST', `/api/classes/${classId}/vault`, { proof }));
  if (!answer.ok) return null;
  const { vault, hostless = false } = answer.value;
  return { vault: await openVault(hostSecret, vault, classId), hostless };
}
