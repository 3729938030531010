import * as v from 'valibot';
import { hashed } from '../../crypto/polls/answers.ts';
import { fewestVoters, sumOf } from '../../crypto/polls/masks.ts';
import type { Author, SlateModel } from '../../slates/model.ts';

/** How much there may be. */
export const most = { polls: 40, text: 500, choices: 10, choice: 150, answer: 400, shown: 12_000 } as const;
export const kinds = ['single', 'multiple', 'scale', 'open'] as const;
export type PollKind = (typeof kinds)[number];

const line = (longest: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(longest));
const base64url = (longest: number) => v.pipe(v.string(), v.regex(/^[\w-]+$/), v.maxLength(longest));
const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
const hash = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const nonce = id;
/** For each choice whether it is chosen, so that all answers are of one length. */
const marks = v.pipe(v.string(), v.regex(/^[01]*$/), v.maxLength(most.choices));
const boxes = v.pipe(v.array(v.strictObject({ to: id, box: base64url(3_000) })), v.maxLength(8));

const question = v.strictObject({
  kind: v.picklist(kinds),
  text: line(most.text),
  choices: v.pipe(v.array(line(most.choice)), v.maxLength(most.choices)),
  anonymous: v.boolean(),
  /** Binds to the right answer, where there is one. */
  right: v.nullable(hash),
});
export type Question = v.InferOutput<typeof question>;

const shown = v.strictObject({
  counts: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000))), v.maxLength(most.choices)),
  texts: v.pipe(v.array(line(most.answer)), v.maxLength(200)),
  right: v.nullable(v.strictObject({ marks, nonce })),
});
/** What the class is shown in the end. `texts`: open answers without names. */
export type Shown = v.InferOutput<typeof shown>;

const key = base64url(90);
const signature = base64url(90);
const share = base64url(60);

const op = v.union([
  /** By who holds the class. `kept`: the right answer, for those who hold it now. */
  v.strictObject({ ask: id, question, kept: boxes }),
  v.strictObject({ close: id, list: v.pipe(v.array(id), v.maxLength(128)) }),
  v.strictObject({ void: id }),
  v.strictObject({ show: id, shown }),
  v.strictObject({ drop: id }),
  /** By who answers. */
  v.strictObject({ answer: id, boxes }),
  v.strictObject({ ready: id, key, signature }),
  v.strictObject({ share: id, masked: share }),
]);
export type PollOp = v.InferOutput<typeof op>;

type Boxes = v.InferOutput<typeof boxes>;
const answered = v.strictObject({ id, name: v.string(), boxes });
const ready = v.strictObject({ id, name: v.string(), key, signature });
const shared = v.strictObject({ id, share });

/** `counting`: an anonymous one is closed, and the shares are on their way. */
const phases = ['open', 'counting', 'closed', 'void'] as const;

const poll = v.strictObject({
  id,
  name: v.string(),
  question,
  kept: boxes,
  at: v.picklist(phases),
  answered: v.array(answered),
  ready: v.array(ready),
  list: v.array(id),
  shares: v.array(shared),
  shown: v.nullable(shown),
});
/** A poll, as everybody has it. `name`: of who asks. `ready`: who takes part in an anonymous one; `list`: who is counted, in this order. */
export type Poll = v.InferOutput<typeof poll>;

/** In the order in which they were asked. */
export type Polls = Map<string, Poll>;

/** Whether everybody chooses exactly one. */
export const isOneEach = ({ kind }: Question): boolean => kind === 'single' || kind === 'scale';

const fits = ({ kind, choices, anonymous, right }: Question): boolean => {
  if (kind === 'open') return choices.length === 0 && !anonymous && right === null;
  return choices.length >= 2 && new Set(choices).size === choices.length && (kind !== 'scale' || right === null);
};

const putIn = <T extends { readonly id: string }>(all: readonly T[], one: T): T[] => [
  ...all.filter((other) => other.id !== one.id),
  one,
];

const byHolder = (polls: Polls, written: PollOp, by: Author): void => {
  if ('ask' in written) {
    if (polls.has(written.ask) || polls.size >= most.polls || !fits(written.question)) return;
    const empty = { answered: [], ready: [], list: [], shares: [], shown: null };
    polls.set(written.ask, {
      id: written.ask,
      name: by.name,
      question: written.question,
      kept: written.kept,
      at: 'open',
      ...empty,
    });
  } else if ('close' in written) {
    const known = polls.get(written.close);
    if (known?.at !== 'open') return;
    if (!known.question.anonymous) return void polls.set(known.id, { ...known, at: 'closed' });
    const { list } = written;
    const isList = list.every((one, index) => index === 0 || (list[index - 1] ?? '') < one);
    const areReady = list.every((one) => known.ready.some((voter) => voter.id === one));
    if (isList && areReady && list.length >= fewestVoters) polls.set(known.id, { ...known, at: 'counting', list });
  } else if ('void' in written) {
    const known = polls.get(written.void);
    if (known && (known.at === 'open' || known.at === 'counting')) polls.set(known.id, { ...known, at: 'void' });
  } else if ('show' in written) {
    const known = polls.get(written.show);
    if (known?.at === 'closed' && written.shown.counts.length === known.question.choices.length)
      polls.set(known.id, { ...known, shown: written.shown });
  } else if ('drop' in written) polls.delete(written.drop);
};

const byStudent = (polls: Polls, written: PollOp, { id: from, name }: Author): void => {
  if ('answer' in written) {
    const known = polls.get(written.answer);
    if (known?.at !== 'open' || known.question.anonymous) return;
    polls.set(known.id, { ...known, answered: putIn(known.answered, { id: from, name, boxes: written.boxes }) });
  } else if ('ready' in written) {
    const known = polls.get(written.ready);
    if (known?.at !== 'open' || !known.question.anonymous) return;
    const one = { id: from, name, key: written.key, signature: written.signature };
    polls.set(known.id, { ...known, ready: putIn(known.ready, one) });
  } else if ('share' in written) {
    const known = polls.get(written.share);
    const counts = known?.at === 'counting' && known.list.includes(from) && !known.shares.some((one) => one.id === from);
    if (!known || !counts) return;
    const shares = [...known.shares, { id: from, share: written.masked }];
    polls.set(known.id, { ...known, shares, at: shares.length === known.list.length ? 'closed' : 'counting' });
  }
};

/** The polls of a class, as everybody makes them of the same items. */
export const pollModel: SlateModel<Polls, PollOp> = {
  tool: 'polls',
  shape: op,
  saved: v.pipe(v.array(poll), v.maxLength(most.polls)),
  glimpsed: v.never(),
  begin: () => new Map(),
  apply: (polls, written, by) => (by.holds ? byHolder : byStudent)(polls, written, by),
  save: (polls) => Array.from(polls.values()),
  load: (saved) => new Map((saved as Poll[]).map((one) => [one.id, one])),
};

/** What somebody answers to, as a hash: another question, or other choices, have another. */
export const tagOf = ({ id: of, question: { kind, text, choices, anonymous, right } }: Poll): Promise<string> =>
  hashed(of, kind, anonymous ? 1 : 0, right ?? '', text, ...choices);

/** The result of an anonymous poll: everybody adds up themselves. Null before it is there, and when the shares make none. */
export const anonymousCounts = ({ at, question: asked, shares }: Poll): readonly number[] | null =>
  asked.anonymous && at === 'closed'
    ? sumOf(
        shares.map((one) => one.share),
        asked.choices.length,
        isOneEach(asked),
      )
    : null;

/** Nothing comes of it: somebody was missing, or sent what makes no result. */
export const isVoid = (one: Poll): boolean =>
  one.at === 'void' || (one.at === 'closed' && one.question.anonymous && anonymousCounts(one) === null);

/** One's answer as it is sealed: the marks of the choices, or a text. Null when it answers nothing. */
export const answerOf = ({ kind, choices }: Question, chosen: readonly number[], text: string): string | null => {
  if (kind === 'open') return text.trim().slice(0, most.answer) || null;
  if (kind !== 'multiple' && chosen.length !== 1) return null;
  return choices.map((_, index) => (chosen.includes(index) ? '1' : '0')).join('');
};

/** Whether this could be an answer: what comes from another's browser may be anything. */
export const isAnswer = (asked: Question, answer: string): boolean => {
  if (asked.kind === 'open') return answer.length > 0 && answer.length <= most.answer;
  const isMarks = /^[01]+$/.test(answer) && answer.length === asked.choices.length;
  return isMarks && (!isOneEach(asked) || answer.replaceAll('0', '').length === 1);
};

/** How often each was chosen. */
export const countsOf = ({ choices }: Question, answers: readonly string[]): readonly number[] =>
  choices.map((_, index) => answers.filter((answer) => answer[index] === '1').length);

export type { Boxes };
