import type { MlsGroup, Prepared } from '../../mls/group.ts';
import { isGenuine } from '../../mls/leaf.ts';
import { signStaff } from '../../mls/staff.ts';
import type { Coming, NextChange } from './nextChange.ts';
import type { GroupParts } from '../parts.ts';

/** A commit that adds these people, and who of them cannot be added: what they gave to be added with is not genuine, or is another's. */
export const addFitting = async (
  group: MlsGroup,
  coming: readonly Coming[],
): Promise<{ readonly prepared: Prepared | null; readonly unfit: readonly string[] }> => {
  const adding = (these: readonly Coming[]) => group.commit({ add: these.map(({ keyPackage }) => keyPackage) }).catch(() => null);
  const genuine = await Promise.all(coming.map(async (one) => ((await isGenuine(one.keyPackage)) ? [one] : [])));
  const all = genuine.flat();
  const together = all.length > 0 ? await adding(all) : null;
  const unfitBeside = (fit: readonly Coming[]) => coming.filter((one) => !fit.includes(one)).map(({ id }) => id);
  if (together) return { prepared: together, unfit: unfitBeside(all) };
  // One by one, each beside those before: two may be unfit only together.
  let fit: readonly Coming[] = [];
  let prepared: Prepared | null = null;
  for (const one of all) {
    const more = await adding([...fit, one]);
    if (!more) continue;
    fit = [...fit, one];
    prepared = more;
  }
  return { prepared, unfit: unfitBeside(fit) };
};

/** Makes the commit of this change. Who cannot be added is left out, and forgotten as unfit; null when that leaves nobody. Throws what the library throws. */
export const prepareChange = async (
  { options, people }: GroupParts,
  group: MlsGroup,
  change: NextChange,
): Promise<Prepared | null> => {
  switch (change.do) {
    case 'staff': {
      const { hostPrivateKey, classId } = options;
      if (!hostPrivateKey) throw new TypeError('no host key');
      return group.commit({ staff: await signStaff(hostPrivateKey, classId, group.groupBytes, change.list) });
    }
    case 'remove':
      return group.commit({ remove: change.leaves });
    case 'add': {
      const { prepared, unfit } = await addFitting(group, change.coming);
      for (const id of unfit) people.unfit(id);
      return prepared;
    }
    case 'refresh':
      return group.commit({});
  }
};
