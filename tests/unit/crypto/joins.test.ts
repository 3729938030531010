import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64url } from '../../../client/crypto/base/bytes.ts';
import type { MlsGroup } from '../../../client/crypto/mls/group.ts';
import { joinWith, newGroup, newPeople, take } from './mlsClass.ts';

/** One commit: by the first or the second of those present, who adds some and removes some others. */
const change = fc.record({ by: fc.nat(1), adds: fc.nat(3), gone: fc.array(fc.nat(30), { maxLength: 3 }) });
type Change = { readonly by: number; readonly adds: number; readonly gone: readonly number[] };

/** Everybody present after a change, in the order of their coming. Whoever was removed is told so. */
const after = async (present: readonly MlsGroup[], { by, adds, gone }: Change): Promise<MlsGroup[]> => {
  const committer = present[by % present.length]!;
  const others = present.filter((one) => one !== committer);
  const leaving = new Set(others.length > 0 ? gone.map((at) => others[at % others.length]!) : []);
  const pairs = await newPeople(adds);
  const remove = [...leaving].map(({ own }) => own!.leaf);
  const { commit, welcome, next } = await committer.commit({ add: pairs.map((pair) => pair.public), remove });
  for (const one of leaving) expect(await one.after(commit, () => true)).toBe('gone');
  const staying = present.filter((one) => !leaving.has(one));
  const moved = await Promise.all(staying.map(async (one) => (one === committer ? next : take(one, commit))));
  const come = await Promise.all(pairs.map((pair) => joinWith(welcome, pair)));
  return [...moved, ...come];
};

const views = async (present: readonly MlsGroup[]): Promise<Set<string>> =>
  new Set(
    await Promise.all(
      present.map(
        async (group) =>
          [await group.mediaKey(), group.authenticator].map(toBase64url).join() + JSON.stringify([group.epoch, group.members]),
      ),
    ),
  );

test(
  'whoever two committers add and remove, in any order, all who are there have one media key, newcomers too',
  { timeout: 240_000 },
  async () => {
    let joined = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 4, maxLength: 7 }), async (changes) => {
        let present: MlsGroup[] = [await newGroup()];
        const keys = new Set<string>();
        for (const [at, one] of [{ by: 0, adds: 4, gone: [] }, ...changes].entries()) {
          present = await after(present, one);
          joined += one.adds;
          expect((await views(present)).size).toBe(1);
          expect(present[0]!.members.map(({ id }) => id).toSorted()).toEqual(present.map(({ own }) => own!.id).toSorted());
          keys.add(toBase64url(await present[0]!.mediaKey()));
          expect(keys.size).toBe(at + 1);
        }
      }),
      { seed: 9420, numRuns: 8 },
    );
    expect(joined).toBeGreaterThan(60);
  },
);
