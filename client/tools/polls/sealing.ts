import { commitmentTo, openAnswer, sealAnswer } from '../../crypto/polls/answers.ts';
import type { ToolCall } from '../port.ts';
import type { Boxes, Poll } from './poll.ts';

/** The marks of the right choices, and what shows that one was bound to them. */
export type RightAnswer = { readonly marks: string; readonly nonce: string };

/** What is sealed here is for this. */
const use = 'poll';
/** So many boxes fit in one item. */
const mostReaders = 8;

/** Answers with names, each for those who hold the class: either of the two opens a box, after a reload too. */
export const sealingWith = (self: string, keys: ToolCall<'polls'>['keys']) => ({
  seal: async (ids: readonly string[], tag: string, text: string): Promise<Boxes> => {
    const sealed = ids.slice(0, mostReaders).map(async (to) => {
      const key = await keys.pairWith(to, use);
      return key ? [{ to, box: await sealAnswer(key, { tag, from: self, to }, text) }] : [];
    });
    return (await Promise.all(sealed)).flat();
  },
  /** What somebody sealed, for oneself, or by oneself. */
  open: async (boxes: Boxes, tag: string, from: string): Promise<string | null> => {
    const one = boxes.find(({ to }) => from === self || to === self);
    const key = one && (await keys.pairWith(from === self ? one.to : from, use));
    return one && key ? openAnswer(key, { tag, from, to: one.to }, one.box) : null;
  },
  /** The right answer, which whoever asked has sealed for those who held the class: for themselves too. */
  recall: async ({ id, kept, question }: Poll, holders: readonly string[]): Promise<RightAnswer | null> => {
    const mine = kept.find(({ to }) => to === self);
    for (const from of mine ? holders : []) {
      const key = await keys.pairWith(from, use);
      const text = mine && key && (await openAnswer(key, { tag: id, from, to: self }, mine.box));
      const [marks = '', nonce = ''] = text?.split(' ') ?? [];
      if (text && (await commitmentTo(id, marks, nonce)) === question.right) return { marks, nonce };
    }
    return null;
  },
});
