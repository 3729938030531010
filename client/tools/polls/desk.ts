import { type ReadonlySignal, computed, effect, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { toBase64url } from '../../crypto/base/bytes.ts';
import { randomBytes } from '../../crypto/base/primitives.ts';
import { commitmentTo, newNonce } from '../../crypto/polls/answers.ts';
import type { Slate } from '../../slates/slate.ts';
import type { ToolCall } from '../port.ts';
import { openBallots } from './ballots.ts';
import { type Poll, type PollOp, type Polls, type Question, isAnswer, isVoid, tagOf } from './poll.ts';
import { type RightAnswer, sealingWith } from './sealing.ts';

/** What those who hold the class write to ask. `right`: the marks of the right choices, where there are any. */
export type Draft = Omit<Question, 'right'> & { readonly right: string | null };

/** What this browser alone knows of one poll. */
export type Known = {
  /** What one has answered oneself, where this page knows it. */
  readonly own: string | null;
  /** For who holds the class, of a poll with names: null of what is no answer. */
  readonly answers: ReadonlyMap<string, string | null>;
  /** For who holds the class: the marks of the right choices. */
  readonly right: RightAnswer | null;
  /** After it was shown: whether that is what was bound to at the start. */
  readonly isBound: boolean | null;
  /** One takes part in an anonymous one, and the key for it is here. */
  readonly takesPart: boolean;
  /** This browser did not send its share: the list of who is counted does not hold. */
  readonly withheld: boolean;
};
const nothingKnown: Known = { own: null, answers: new Map(), right: null, isBound: null, takesPart: false, withheld: false };

export type Desk = Disposable & {
  readonly polls: ReadonlySignal<readonly Poll[]>;
  readonly known: ReadonlySignal<ReadonlyMap<string, Known>>;
  knownOf(id: string): Known;
  ask(draft: Draft): Promise<boolean>;
  answer(poll: Poll, answer: string): Promise<boolean>;
  close(poll: Poll): Promise<void>;
  /** Ends one of which nothing comes. */
  abandon(poll: Poll): void;
  show(poll: Poll, counts: readonly number[], texts: readonly string[]): Promise<void>;
  drop(poll: Poll): void;
};

export type DeskPort = {
  readonly call: Pick<ToolCall<'polls'>, 'self' | 'people' | 'keys' | 'refused'>;
  readonly slate: ReadonlySignal<Slate<Polls, PollOp> | null>;
  readonly holds: () => boolean;
  /** Whoever holds the class opens what all write on, where it is not yet. */
  open(): Promise<Slate<Polls, PollOp> | null>;
  /** The ids of all who hold the class and are in the group. */
  holders(): readonly string[];
  after(ms: number, task: () => void): Disposable;
};

/** Shares come by themselves: who has sent none after this time is gone, in milliseconds. */
const patienceMs = 10_000;

export const openDesk = ({ call, slate, holds, open, holders, after }: DeskPort): Desk => {
  const { self, keys } = call;
  const known = signal<ReadonlyMap<string, Known>>(new Map());
  const polls = computed((): readonly Poll[] => {
    const one = slate.value;
    void one?.version.value;
    return one ? Array.from(one.state.values()) : [];
  });
  const knownOf = (id: string): Known => known.value.get(id) ?? nothingKnown;
  const learn = (id: string, news: Partial<Known>): void => {
    known.value = new Map(known.peek()).set(id, { ...(known.peek().get(id) ?? nothingKnown), ...news });
  };
  const write = async (op: PollOp): Promise<boolean> => {
    const code: RefusalCode | null = (await slate.peek()?.write(op)) ?? null;
    if (code) call.refused(code);
    return code === null;
  };
  const sealing = sealingWith(self, keys);
  const ballots = openBallots(self, keys);
  /** Opened once: with thirty who answer, each answer would open all the others again. */
  const opened = new WeakMap<object, string>();
  const openOnce = async ({ id, boxes }: Poll['answered'][number], tag: string): Promise<string | null> => {
    const answer = opened.get(boxes) ?? (await sealing.open(boxes, tag, id));
    if (answer !== null) opened.set(boxes, answer);
    return answer;
  };
  const followNamed = async (poll: Poll, tag: string): Promise<void> => {
    const before = knownOf(poll.id);
    const mine = poll.answered.find(({ id }) => id === self);
    if (mine && before.own === null) learn(poll.id, { own: await sealing.open(mine.boxes, tag, self) });
    if (!holds()) return;
    const answers = await Promise.all(
      poll.answered.map(async (one) => {
        const answer = await openOnce(one, tag);
        return [one.id, answer !== null && isAnswer(poll.question, answer) ? answer : null] as const;
      }),
    );
    learn(poll.id, { answers: new Map(answers) });
  };
  const follow = async (poll: Poll): Promise<void> => {
    const tag = await tagOf(poll);
    if (poll.question.anonymous) {
      const { own } = knownOf(poll.id);
      const counted = poll.at === 'counting' && own !== null ? await ballots.share(poll, tag, own) : null;
      if (counted === 'withheld') learn(poll.id, { withheld: true });
      else if (counted) await write({ share: poll.id, masked: counted.masked });
      const takesPart = poll.ready.some(({ id }) => id === self) && ballots.has(poll.id);
      if (takesPart !== knownOf(poll.id).takesPart) learn(poll.id, { takesPart });
    } else await followNamed(poll, tag);
    if (holds() && poll.kept.length > 0 && knownOf(poll.id).right === null)
      learn(poll.id, { right: await sealing.recall(poll, holders()) });
    if (poll.shown?.right && knownOf(poll.id).isBound === null) {
      const { marks, nonce } = poll.shown.right;
      learn(poll.id, { isBound: (await commitmentTo(poll.id, marks, nonce)) === poll.question.right });
    }
  };
  let following: Promise<void> = Promise.resolve();
  let asked = false;
  /** All of them, one after the other: a change that comes meanwhile is taken up behind. */
  const followAll = (): void => {
    if (asked) return;
    asked = true;
    // What failed for one is an error of the page, and stops no other.
    following = following
      .catch(() => undefined)
      .then(async () => {
        asked = false;
        for (const poll of polls.peek()) if (!isVoid(poll)) await follow(poll);
      });
  };
  const waiting = new Map<string, Disposable>();
  /** A share that does not come is not waited for: nobody is asked again by themselves, since two sums would tell one answer. */
  const wait = (poll: Poll): void => {
    if (poll.at !== 'counting' || waiting.has(poll.id) || !holds()) return;
    const isStill = () => slate.peek()?.state.get(poll.id)?.at === 'counting';
    waiting.set(
      poll.id,
      after(patienceMs, () => void (isStill() && write({ void: poll.id }))),
    );
  };
  const stop = effect(() => {
    void call.people.value;
    polls.value.forEach(wait);
    followAll();
  });
  return {
    polls,
    known,
    knownOf,
    ask: async ({ right, ...question }) => {
      if (!(await open())) return false;
      const id = toBase64url(randomBytes(16));
      const nonce = newNonce();
      const bound = right === null ? null : await commitmentTo(id, right, nonce);
      const kept = right === null ? [] : await sealing.seal(holders(), id, `${right} ${nonce}`);
      if (right !== null) learn(id, { right: { marks: right, nonce } });
      return write({ ask: id, question: { ...question, right: bound }, kept });
    },
    answer: async (poll, answer) => {
      const tag = await tagOf(poll);
      if (!poll.question.anonymous) {
        const done = await write({ answer: poll.id, boxes: await sealing.seal(holders(), tag, answer) });
        if (done) learn(poll.id, { own: answer });
        return done;
      }
      learn(poll.id, { own: answer });
      if (ballots.has(poll.id)) return true;
      const done = await write({ ready: poll.id, ...(await ballots.begin(poll, tag)) });
      if (!done) ballots.forget(poll.id);
      return done;
    },
    close: async (poll) => {
      const here = poll.ready.map(({ id }) => id).filter((id) => call.people.peek().get(id)?.away === false);
      await write({ close: poll.id, list: poll.question.anonymous ? here.toSorted() : [] });
    },
    abandon: ({ id }) => void write({ void: id }),
    show: async ({ id }, counts, texts) => {
      const right = knownOf(id).right;
      await write({ show: id, shown: { counts: [...counts], texts: [...texts], right } });
    },
    drop: ({ id }) => void write({ drop: id }),
    [Symbol.dispose]: () => {
      stop();
      for (const timer of waiting.values()) timer[Symbol.dispose]();
      ballots[Symbol.dispose]();
      known.value = new Map();
    },
  };
};
