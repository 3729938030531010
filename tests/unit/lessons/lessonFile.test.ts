import { expect, test } from 'vitest';
import { lastEnd, proposedEnd } from '../../../client/lessons/dates.ts';
import {
  type LessonFile,
  leastPassword,
  openLesson,
  proposedPassword,
  readLessonFile,
  sealLesson,
} from '../../../client/lessons/lessonFile.ts';
import { type Board, type BoardOp, boardModel } from '../../../client/tools/board/board.ts';
import { boardKept } from '../../../client/tools/board/keeping.ts';

const dates = { made: '2026-11-26', until: '2027-07-31' };
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string): LessonFile => {
  const file = readLessonFile(bytes(text));
  if (typeof file === 'string') throw new Error(file);
  return file;
};

test('a lesson comes out of its file as it went in, with the password and no other', async () => {
  const lesson = { board: { words: 'théorème' }, notes: null };
  const text = await sealLesson(lesson, 'une phrase à moi', dates);
  expect(text).not.toContain('théorème');
  expect(read(text)).toMatchObject(dates);
  expect(await openLesson(read(text), ' une phrase à moi ')).toEqual(lesson);
  expect(await openLesson(read(text), 'une phrase à toi')).toBeNull();
});

test('nobody moves the date of a file, nor makes its password cheaper to guess', async () => {
  const file = read(await sealLesson({}, 'une phrase à moi', dates));
  expect(await openLesson({ ...file, until: '2099-01-01' }, 'une phrase à moi')).toBeNull();
  expect(readLessonFile(bytes(JSON.stringify({ ...file, rounds: 1_000 })))).toBe('other');
  // Nor as dear that the browser stands still.
  expect(readLessonFile(bytes(JSON.stringify({ ...file, rounds: 1e12 })))).toBe('other');
});

test('what is no lesson, what is torn off and what is of a later version is told apart', async () => {
  const text = await sealLesson({}, 'une phrase à moi', dates);
  for (const other of ['', '{}', 'null', '%PDF-1.7', text.slice(0, -1), JSON.stringify({ ardoise: 'lesson 1' })])
    expect(readLessonFile(bytes(other))).toBe('other');
  expect(readLessonFile(bytes(JSON.stringify({ ardoise: 'lesson 2', more: true })))).toBe('newer');
});

test('a password is proposed that nobody guesses, and each another', () => {
  const proposed = Array.from({ length: 50 }, proposedPassword);
  for (const one of proposed) expect(one).toMatch(/^([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}$/);
  expect(new Set(proposed).size).toBe(50);
  expect(proposed[0]!.length).toBeGreaterThan(leastPassword);
});

test('a lesson is to be destroyed at the end of the school year, within one year in any case', () => {
  expect(proposedEnd(new Date(2026, 10, 26))).toBe('2027-07-31');
  expect(proposedEnd(new Date(2027, 4, 3))).toBe('2027-07-31');
  // Nearly over: of the next one.
  expect(proposedEnd(new Date(2027, 6, 20))).toBe('2028-07-31');
  for (let day = 0; day < 365; day++) {
    const now = new Date(2027, 0, 1 + day);
    expect(proposedEnd(now) > '2027-01-30').toBe(true);
    expect(lastEnd(new Date(2026, 10, 26))).toBe('2027-11-26');
  }
});

const teacher = { id: 't'.repeat(22), name: 'Mme Martin', holds: true };
const lea = { id: 'l'.repeat(22), name: 'Léa Dupont', holds: false };
let count = 0;
const newId = () => String(++count).padStart(10, '0');
const text = (words: string, page = 'page-0001'): BoardOp => ({
  put: newId(),
  element: { kind: 'text', page, colour: 'ink', at: [0, 0], text: words, note: false },
});
const partOf = (board: Board) =>
  boardKept({
    board: () => board,
    open: async () => null,
    write: async (op) => (boardModel.apply(board, op, teacher), null),
    newId,
  });
const textsOn = ({ elements, pages }: Board) =>
  pages.map(({ id }) =>
    Array.from(elements.values()).flatMap(({ element }) =>
      element.page === id && element.kind === 'text' ? [element.text] : [],
    ),
  );

test('a board goes into the file without saying who drew, and comes back behind what is there', async () => {
  const before = boardModel.begin();
  boardModel.apply(
    before,
    {
      pages: [
        { id: 'page-0001', paper: 'seyes' },
        { id: 'page-0002', paper: 'blank' },
      ],
    },
    teacher,
  );
  for (let index = 0; index < 300; index++) boardModel.apply(before, text(`mot ${index}`), lea);
  boardModel.apply(before, text('la suite', 'page-0002'), teacher);
  const saved = JSON.parse(JSON.stringify(partOf(before).save()));
  expect(JSON.stringify(saved)).not.toMatch(/Léa|Dupont|lll|Martin|ttt/);
  const next = boardModel.begin();
  expect(await partOf(next).restore(saved)).toBeNull();
  expect(textsOn(next)).toEqual([Array.from({ length: 300 }, (_, index) => `mot ${index}`), ['la suite']]);
  expect(next.pages.map(({ paper }) => paper)).toEqual(['seyes', 'blank']);
  expect(next.shown).toBe(next.pages[0]!.id);
  // Twice is twice, not once in the place of the other.
  expect(await partOf(next).restore(saved)).toBeNull();
  expect(textsOn(next).map(({ length }) => length)).toEqual([300, 1, 300, 1]);
});

test('an empty board is nothing to take along; a damaged one is said to be, one without room too, and neither changes anything', async () => {
  const board = boardModel.begin();
  expect(partOf(board).save()).toBeNull();
  const pages = [{ id: 'page-0001', paper: 'blank' }];
  const lost = { kind: 'text', page: 'page-0009', colour: 'ink', at: [0, 0], text: 'a', note: false };
  for (const broken of [null, {}, { pages: [], elements: [] }, { pages, elements: [lost] }, { pages, elements: [{}] }])
    expect(await partOf(board).restore(broken)).toBe('broken');
  const many = { pages: Array.from({ length: 50 }, () => ({ id: newId(), paper: 'blank' })), elements: [] };
  boardModel.apply(board, text('là'), teacher);
  expect(await partOf(board).restore(many)).toBe('slate-full');
  expect(textsOn(board)).toEqual([['là']]);
});
