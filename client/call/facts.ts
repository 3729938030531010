import type { ClassInfo } from '#protocol/http.ts';
import type { OpenCharter } from '../crypto/credentials/charter.ts';
import { fingerprintOf, formatMemberFragment } from '../crypto/credentials/secrets.ts';

/** What of a class is the same all along: its title, its rules, and the link that lets students in. */
export const factsOf = async ({ id }: Pick<ClassInfo, 'id'>, charter: OpenCharter) => {
  const fragment = charter.encrypted ? `#${formatMemberFragment(charter.secret, await fingerprintOf(charter.hostKey))}` : '';
  return { title: charter.title, rules: charter.rules, studentLink: `${location.origin}/c/${id}${fragment}` };
};
