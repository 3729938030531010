import { fromBase64url, toBase64url } from '../../crypto/base/bytes.ts';
import { exportPoint, newAgreementKeys } from '../../crypto/base/primitives.ts';
import { fewestVoters, shareOf, voterBytes } from '../../crypto/polls/masks.ts';
import type { ToolCall } from '../port.ts';
import type { Poll } from './poll.ts';

type Ready = Pick<Poll['ready'][number], 'key' | 'signature'>;

/** One's part in anonymous polls: a key pair for each, which is of this page only. */
export type Ballots = Disposable & {
  has(poll: string): boolean;
  /** Takes part, with a key that one has signed for the poll as one sees it. */
  begin(poll: Poll, tag: string): Promise<Ready>;
  forget(poll: string): void;
  /**
   * One's share, once for a poll, whatever list comes later; null where there is none to send. `withheld`: all of the list must be in
   * the class and have signed for the poll as it is here.
   */
  share(poll: Poll, tag: string, answer: string): Promise<{ readonly masked: string } | 'withheld' | null>;
};

/** What is signed with a card key is for this. */
const use = 'poll';

export const openBallots = (self: string, keys: ToolCall<'polls'>['keys']): Ballots => {
  const pairs = new Map<string, CryptoKeyPair>();
  const counted = new Set<string>();
  const isTheirs = async (tag: string, { id, key, signature }: Poll['ready'][number]): Promise<boolean> => {
    try {
      return await keys.isSigned(id, use, voterBytes(tag, { id, key }), fromBase64url(signature));
    } catch {
      return false;
    }
  };
  const holds = async (poll: Poll, tag: string, list: Poll['ready'], own: string): Promise<boolean> => {
    const isMine = list.some(({ id, key }) => id === self && key === own);
    const areDistinct = new Set(list.map(({ key }) => key)).size === list.length && new Set(poll.list).size === list.length;
    if (!isMine || !areDistinct || list.length < fewestVoters) return false;
    return (await Promise.all(list.map((one) => isTheirs(tag, one)))).every(Boolean);
  };
  return {
    has: (poll) => pairs.has(poll),
    begin: async ({ id }, tag) => {
      const pair = await newAgreementKeys();
      pairs.set(id, pair);
      const key = toBase64url(await exportPoint(pair.publicKey));
      return { key, signature: toBase64url(await keys.sign(use, voterBytes(tag, { id: self, key }))) };
    },
    forget: (poll) => void pairs.delete(poll),
    share: async (poll, tag, answer) => {
      const pair = pairs.get(poll.id);
      if (!pair || counted.has(poll.id) || !poll.list.includes(self)) return null;
      counted.add(poll.id);
      pairs.delete(poll.id);
      const list = poll.list.flatMap((id) => poll.ready.find((one) => one.id === id) ?? []);
      if (!(await holds(poll, tag, list, toBase64url(await exportPoint(pair.publicKey))))) return 'withheld';
      try {
        return { masked: await shareOf(pair.privateKey, self, tag, list, Array.from(answer, Number)) };
      } catch {
        // A key of the list is no point of the curve.
        return 'withheld';
      }
    },
    [Symbol.dispose]: () => pairs.clear(),
  };
};
