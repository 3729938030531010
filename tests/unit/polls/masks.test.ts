import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from '../../../client/crypto/base/bytes.ts';
import { exportPoint, newAgreementKeys } from '../../../client/crypto/base/primitives.ts';
import { type Voter, shareOf, sumOf } from '../../../client/crypto/polls/masks.ts';

const votersOf = async (many: number) => {
  const pairs = await Promise.all(Array.from({ length: many }, () => newAgreementKeys()));
  const voters = await Promise.all(
    pairs.map(async ({ publicKey, privateKey }, index) => ({
      id: String.fromCharCode(65 + index).repeat(22),
      key: toBase64url(await exportPoint(publicKey)),
      privateKey,
    })),
  );
  return { voters, list: voters.map(({ id, key }): Voter => ({ id, key })) };
};
const oneOf = (choice: number, choices: number) => Array.from({ length: choices }, (_, at) => Number(at === choice));

/** Choices, and what each of five to nine people chose of them. */
const ballots = fc
  .integer({ min: 2, max: 10 })
  .chain((choices) => fc.tuple(fc.constant(choices), fc.array(fc.nat(choices - 1), { minLength: 5, maxLength: 9 })));

test('the sum of all shares is what was chosen, in whatever order they come; without any one of them there is none', async () => {
  await fc.assert(
    fc.asyncProperty(ballots, fc.nat(), async ([choices, chosen], missing) => {
      const { voters, list } = await votersOf(chosen.length);
      const shares = await Promise.all(
        voters.map(({ id, privateKey }, at) => shareOf(privateKey, id, 'tag', list, oneOf(chosen[at]!, choices))),
      );
      const counts = oneOf(-1, choices).map((_, at) => chosen.filter((choice) => choice === at).length);
      expect(sumOf(shares, choices, true)).toEqual(counts);
      expect(sumOf(shares.toReversed(), choices, true)).toEqual(counts);
      const without = shares.filter((_, at) => at !== missing % shares.length);
      expect(sumOf(without, choices, true)).toBe(null);
    }),
    { numRuns: 25 },
  );
});

test('several choices of each are added up as well', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.nat(1), { minLength: 4, maxLength: 4 }), { minLength: 5, maxLength: 7 }),
      async (all) => {
        const { voters, list } = await votersOf(all.length);
        const shares = await Promise.all(voters.map(({ id, privateKey }, at) => shareOf(privateKey, id, 'tag', list, all[at]!)));
        const counts = [0, 1, 2, 3].map((at) => all.filter((marks) => marks[at] === 1).length);
        expect(sumOf(shares, 4, false)).toEqual(counts);
      },
    ),
    { numRuns: 15 },
  );
});

test('a share is of its list and of its poll: of others it makes no sum', async () => {
  const { voters, list } = await votersOf(6);
  const share = (at: number, tag: string, of: readonly Voter[]) =>
    shareOf(voters[at]!.privateKey, voters[at]!.id, tag, of, oneOf(0, 2));
  const others = await Promise.all([0, 1, 2, 3, 4].map((at) => share(at, 'tag', list)));
  expect(sumOf([...others, await share(5, 'tag', list)], 2, true)).toEqual([6, 0]);
  expect(sumOf([...others, await share(5, 'another', list)], 2, true)).toBe(null);
  const shorter = list.slice(1);
  const ofShorter = await Promise.all([1, 2, 3, 4, 5].map((at) => share(at, 'tag', shorter)));
  expect(sumOf(ofShorter, 2, true)).toEqual([5, 0]);
  // Somebody who was told two lists and answered both would have given themselves away by the difference: nothing comes of it.
  const difference = await Promise.all([0, 1, 2, 3, 4, 5].map((at) => share(at, 'tag', list)));
  expect(sumOf([...difference.slice(0, 1), ...ofShorter.slice(0, 4)], 2, true)).toBe(null);
  await expect(shareOf(voters[0]!.privateKey, voters[0]!.id, 'tag', shorter, [1, 0])).rejects.toThrow('not in the list');
});

test('a share of another length, or a sum that nobody can have chosen, is no result', async () => {
  const { voters, list } = await votersOf(5);
  const shares = await Promise.all(
    voters.map(({ id, privateKey }, at) => shareOf(privateKey, id, 'tag', list, at === 0 ? [1_000, 0] : [0, 1])),
  );
  expect(sumOf(shares, 2, true)).toBe(null);
  expect(sumOf(shares, 3, true)).toBe(null);
  const twice = await Promise.all(
    voters.map(({ id, privateKey }, at) => shareOf(privateKey, id, 'tag', list, at === 0 ? [2, 0] : [0, 1])),
  );
  expect(sumOf(twice, 2, true)).toBe(null);
  expect(fromBase64url(shares[0]!)).toHaveLength(8);
});
