import { expect, test } from 'vitest';
import { answerOf, countsOf, isAnswer, most } from '../../../client/tools/polls/poll.ts';
import { meanOf, outcomeTable, outcomeText, shownTexts } from '../../../client/tools/polls/outcome.ts';
import { draftOf, emptyWriting, preparedIn, writtenAs } from '../../../client/tools/polls/prepared.ts';
import type { Known } from '../../../client/tools/polls/desk.ts';
import { fr } from '../../../client/tools/polls/text.fr.ts';
import type { Poll, Question } from '../../../client/tools/polls/poll.ts';

const pasted = `Avez-vous compris ?
- Oui
- Non
#anonyme

Combien font 7 × 8 ?
- 54
* 56

Lesquels sont premiers ?
* 2
- 4
* 7

Êtes-vous à l’aise ?
#échelle 10 #anonyme

Qu’est-ce qui reste obscur ?
Dites-le en une phrase.`;

test('questions written elsewhere are taken as they were meant, and kept in a file they come back the same', () => {
  const found = preparedIn(pasted);
  expect(found.map((one) => draftOf(one))).toEqual([
    { kind: 'single', text: 'Avez-vous compris ?', choices: ['Oui', 'Non'], anonymous: true, right: null },
    { kind: 'single', text: 'Combien font 7 × 8 ?', choices: ['54', '56'], anonymous: false, right: '01' },
    { kind: 'multiple', text: 'Lesquels sont premiers ?', choices: ['2', '4', '7'], anonymous: false, right: '101' },
    {
      kind: 'scale',
      text: 'Êtes-vous à l’aise ?',
      choices: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
      anonymous: true,
      right: null,
    },
    {
      kind: 'open',
      text: 'Qu’est-ce qui reste obscur ?\nDites-le en une phrase.',
      choices: [],
      anonymous: false,
      right: null,
    },
  ]);
  expect(preparedIn(writtenAs(found))).toEqual(found);
  expect(preparedIn(pasted.replaceAll('\n', '\r\n'))).toEqual(found);
  expect(preparedIn('\n\n- seul\n\n#anonyme')).toEqual([]);
});

test('what cannot be asked is said before it is asked', () => {
  const faultOf = (change: object) => draftOf({ ...emptyWriting, text: 'Q', choices: 'a\nb', ...change });
  expect(faultOf({ text: ' ' })).toBe('text');
  expect(faultOf({ text: 'x'.repeat(most.text + 1) })).toBe('long');
  expect(faultOf({ choices: 'a\n\n*' })).toBe('few');
  expect(faultOf({ choices: Array.from({ length: 11 }, (_, index) => index).join('\n') })).toBe('many');
  expect(faultOf({ choices: `a\n${'b'.repeat(most.choice + 1)}` })).toBe('long');
  expect(faultOf({ choices: 'a\n* a' })).toBe('twice');
  expect(faultOf({ choices: '* a\n* b' })).toBe('rights');
  // An open answer is never asked as anonymous.
  expect(faultOf({ kind: 'open', anonymous: true })).toMatchObject({ anonymous: false, choices: [] });
});

const question: Question = { kind: 'multiple', text: 'Q', choices: ['a', 'b', 'c'], anonymous: false, right: null };

test('an answer is of one length, whatever is chosen, and what is none is not taken for one', () => {
  expect(answerOf(question, [0, 2], '')).toBe('101');
  expect(answerOf(question, [], '')).toBe('000');
  expect(answerOf({ ...question, kind: 'single' }, [], '')).toBe(null);
  expect(answerOf({ ...question, kind: 'open', choices: [] }, [], '  ')).toBe(null);
  expect(['101', '000', '1', '1010', '102', ''].map((answer) => isAnswer(question, answer))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(isAnswer({ ...question, kind: 'open', choices: [] }, 'x'.repeat(most.answer + 1))).toBe(false);
  expect(countsOf(question, ['101', '100', '000'])).toEqual([2, 0, 1]);
  expect(meanOf([0, 1, 0, 0, 2])).toBe(4);
  expect(meanOf([0, 0])).toBe(null);
});

test('a result as a text and as a table: no cell is a formula, and an anonymous one names nobody', () => {
  const answered = [
    { id: 'i', name: '=cmd()', boxes: [] },
    { id: 't', name: 'Tom "B"', boxes: [] },
  ];
  const poll = { question, answered } as unknown as Poll;
  const known = { answers: new Map([['i', '100']]) } as unknown as Known;
  const outcome = { counts: [1, 0, 0], texts: [], people: 2 };
  expect(outcomeText(poll, outcome)).toBe('Q\na : 1 (50 %)\nb : 0 (0 %)\nc : 0 (0 %)');
  const table = outcomeTable(poll, known, outcome, fr);
  expect(table).toContain('"\'=cmd()";"a"\r\n');
  expect(table).toContain('"Tom ""B""";"illisible"');
  expect(table.startsWith('\uFEFF"Q"\r\n')).toBe(true);
  expect(outcomeTable({ ...poll, question: { ...question, anonymous: true } }, known, outcome, fr)).not.toContain('Tom');
});

test('so many open answers are shown as one message takes', () => {
  expect(shownTexts(['a', 'b'])).toEqual(['a', 'b']);
  const many = shownTexts(Array.from({ length: 128 }, () => 'é'.repeat(most.answer)));
  expect(many.length).toBeGreaterThan(10);
  expect(new TextEncoder().encode(JSON.stringify(many)).length).toBeLessThan(most.shown + 100);
});
