import type { Known } from './desk.ts';
import { type Poll, anonymousCounts, countsOf, most } from './poll.ts';
import type { fr } from './text.fr.ts';

type Words = Pick<typeof fr, 'choice' | 'count' | 'name' | 'answer' | 'noneChosen' | 'unreadable'>;

/** The result as one may see it now: how often each choice was taken, and open answers. Null while there is none for them. */
export type Outcome = { readonly counts: readonly number[]; readonly texts: readonly string[]; readonly people: number };

/** `holds`: those who hold the class see answers with names as they come. */
export const outcomeOf = (poll: Poll, known: Known, holds: boolean): Outcome | null => {
  const counts = anonymousCounts(poll);
  if (counts) return { counts, texts: [], people: poll.list.length };
  if (poll.question.anonymous || poll.at === 'void') return null;
  if (holds) {
    const answers = Array.from(known.answers.values()).filter((answer) => answer !== null);
    if (poll.question.kind === 'open') return { counts: [], texts: answers, people: answers.length };
    return { counts: countsOf(poll.question, answers), texts: [], people: answers.length };
  }
  if (!poll.shown) return null;
  return { counts: poll.shown.counts, texts: poll.shown.texts, people: poll.answered.length };
};

/** As many open answers as one message takes. */
export const shownTexts = (texts: readonly string[]): readonly string[] => {
  let room: number = most.shown;
  return texts.filter((text) => (room -= new TextEncoder().encode(text).length + 4) > 0);
};

export const shareOfAll = (count: number, people: number): string => `${people === 0 ? 0 : Math.round((100 * count) / people)} %`;

/** The mean of a scale, with one decimal. */
export const meanOf = (counts: readonly number[]): number | null => {
  const people = counts.reduce((all, count) => all + count, 0);
  const sum = counts.reduce((all, count, index) => all + count * (index + 1), 0);
  return people === 0 ? null : Math.round((10 * sum) / people) / 10;
};

/** An answer in words; null: what came is none. */
export const answerWords = ({ question }: Poll, answer: string | null, t: Words): string => {
  if (answer === null) return t.unreadable;
  if (question.kind === 'open') return answer;
  return question.choices.filter((_, index) => answer[index] === '1').join(', ') || t.noneChosen;
};

/** The result as a text, for the chat or the board. */
export const outcomeText = ({ question }: Poll, { counts, texts, people }: Outcome): string =>
  [
    question.text,
    ...question.choices.map((choice, index) => `${choice} : ${counts[index] ?? 0} (${shareOfAll(counts[index] ?? 0, people)})`),
    ...texts.map((text) => `– ${text}`),
  ].join('\n');

/** Quoted, and such that no spreadsheet takes it for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The result as a table for a spreadsheet (RFC 4180, with semicolons), with who answered what where the poll has names. */
export const outcomeTable = (poll: Poll, known: Known, outcome: Outcome, t: Words): string => {
  const { question } = poll;
  const counts = question.choices.map((choice, index) => [choice, String(outcome.counts[index] ?? 0)]);
  const named = poll.answered.map(({ id, name }) => [name, answerWords(poll, known.answers.get(id) ?? null, t)]);
  const rows = [
    [question.text],
    ...(question.choices.length > 0 ? [[], [t.choice, t.count], ...counts] : []),
    ...(question.anonymous ? [] : [[], [t.name, t.answer], ...named]),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
};
