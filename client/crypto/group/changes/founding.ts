import { MlsGroup } from '../../mls/group.ts';
import type { KeyPackagePair } from '../../mls/leaf.ts';
import { signStaff } from '../../mls/staff.ts';
import { signWord } from '../hostWord.ts';
import { packageOf } from './nextChange.ts';
import { type GroupParts, offline } from '../parts.ts';
import { addFitting } from './preparing.ts';
import { wordTime } from './vouching.ts';

/**
 * Founds a group with these people, who are all here: at a lesson's beginning with nobody, or anew, when one cannot go on in the
 * one before, with whom one knows. Resolves to whether the server took it.
 */
export const foundGroup = async (parts: GroupParts, pair: KeyPackagePair, trusted: ReadonlySet<string>): Promise<boolean> => {
  const { options, self, roster, people, link } = parts;
  const { hostPrivateKey, classId } = options;
  if (!hostPrivateKey) return false;
  const offered = trusted.size === 0 ? [] : await options.ask.packages();
  for (const { id, keyPackage } of offered) people.offer(id, keyPackage);
  const coming = Array.from(people.members.values()).flatMap((shown) => {
    // Who was in, and not another whom the server shows under the same identifier.
    const known = trusted.has(shown.id) && shown.id !== self.id && roster.memberFor(shown) !== null;
    const keyPackage = known ? packageOf(shown) : null;
    return keyPackage ? [{ id: shown.id, key: shown.card.verify, keyPackage }] : [];
  });
  const cohosts = (roster.staff?.staff ?? []).filter(({ id, key }) => coming.some((one) => one.id === id && one.key === key));
  const staff = [{ id: self.id, key: self.key, role: 'host' as const }, ...cohosts];
  const open = roster.staff?.open ?? options.open ?? false;
  const list = (group: Uint8Array) => signStaff(hostPrivateKey, classId, group, { seq: 1, open, staff });
  const alone = await MlsGroup.found(pair, list, link);
  const { prepared, unfit } = await addFitting(alone, coming);
  for (const id of unfit) people.unfit(id);
  const { next, info, welcome } = prepared ?? (await alone.commit({}));
  return publish(parts, hostPrivateKey, next, info, welcome);
};

/** Gives the server the group that it has forgotten. Resolves to whether it took it. */
export const bringBack = async (parts: GroupParts): Promise<boolean> => {
  const { group } = parts.roster;
  const { hostPrivateKey } = parts.options;
  return group !== null && hostPrivateKey !== undefined && publish(parts, hostPrivateKey, group, await group.info(), null);
};

const publish = async (
  { options, roster }: GroupParts,
  hostKey: CryptoKey,
  group: MlsGroup,
  info: string,
  welcome: string | null,
): Promise<boolean> => {
  const word = await signWord(hostKey, options.classId, group, wordTime(options, roster));
  const last = Math.max(...group.members.map(({ leaf }) => leaf));
  const members = Array.from({ length: last + 1 }, (_, at) => group.members.find(({ leaf }) => leaf === at)?.id ?? null);
  const outcome = await options.ask.found({ info, members, word, ...(welcome && { welcome }) }).catch(() => offline);
  if (!outcome.ok) return false;
  if (roster.group !== group) roster.enter(group);
  await roster.hear(word);
  return true;
};
