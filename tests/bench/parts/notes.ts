import type { Page } from 'playwright-core';
import type { XmlText } from 'yjs';
import { newSigningKeys } from '../../../client/crypto/base/primitives.ts';
import { fromJson, toJson } from '../../../client/crypto/base/sealedJson.ts';
import { openBox, sealBox } from '../../../client/crypto/slates/slateBox.ts';
import { SlateKeys, newSlateKey } from '../../../client/crypto/slates/slateKeys.ts';
import { entryShape } from '../../../client/slates/entry.ts';
import { type NotesOp, inParts, notesModel } from '../../../client/tools/notes/writing/model.ts';
import { controls, gather } from '../../kit/lesson.ts';
import { author, changeOf, firstText, hand, paragraph, say } from '../../kit/slates/notesHands.ts';
import type { Part } from '../bench.ts';
import { chromiumIn } from '../browser.ts';
import { startProduct } from '../people/product.ts';
import { type Row, compared, percentile } from '../report.ts';

const part = 'notes';
const typists = 30;
const letters = 20_000;
const marks = 60;
/** Between two letters of one person, in milliseconds. */
const pace = 150;
const mark = 'x';

const cpuOf = async (task: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
};

/** Thirty write 20,000 letters: what each item costs who reads it, what the whole weighs, and who comes then waits. */
const measureText = async (): Promise<Row[]> => {
  const notes = notesModel.begin();
  const teacher = author('Mme Martin', true);
  say(notes, teacher, changeOf(hand(notes, teacher), paragraph('!')));
  const hands = Array.from({ length: typists }, (_, index) => hand(notes, author(`Élève ${index}`)));
  const items: { readonly op: NotesOp; readonly by: (typeof hands)[number]['by'] }[] = [];
  const insert = (text: XmlText, word: string): void => text.insert(Math.floor(text.length / 2), word);
  const word = 'mot ';
  for (let count = 0; count < letters / word.length; count++) {
    const one = hands[count % typists];
    if (!one) break;
    const update = changeOf(one, (doc) => insert(firstText(doc), word));
    for (const op of inParts(update, 0)) items.push({ op, by: one.by });
  }
  const keys = new SlateKeys();
  await keys.take(newSlateKey(0), true);
  const { privateKey } = await newSigningKeys(false);
  const place = { classId: 'C'.repeat(22), slate: 'S'.repeat(22), from: 'a'.repeat(22), upTo: null };
  const sealed = await Promise.all(
    items.map(async ({ op, by }, index) => {
      const entry = { n: index + 1, seen: index, head: 'h'.repeat(22), content: { op } };
      return { by, box: await sealBox(keys, privateKey, place, toJson(entry)) };
    }),
  );
  const took = await cpuOf(async () => {
    for (const { by, box } of sealed) {
      const { content } = fromJson(entryShape, await openBox(keys, place, box));
      if ('op' in content) notesModel.apply(notes, content.op as NotesOp, by);
    }
  });
  const snapshot = JSON.stringify(notesModel.save(notes));
  const loads = await Promise.all(Array.from({ length: 5 }, () => cpuOf(() => notesModel.load(JSON.parse(snapshot)))));
  const row = (what: string, unit: string, ours: readonly number[], note: string): Row =>
    compared({ part, what, unit, ours, floor: [], note });
  return [
    row(`one item of ${typists} who type: at who reads`, 'ms CPU', [took / items.length], 'in Node: opened, checked, applied'),
    row(`${letters} letters of ${typists}: the snapshot`, 'kB', [snapshot.length / 1e3], `${items.length} items`),
    row(`${letters} letters of ${typists}: at who comes late`, 'ms CPU', loads, 'in Node: the snapshot is read'),
  ];
};

/** When the page got each mark, by its clock; `on`: as it is typed, or as it is seen. */
const watching = (page: Page, on: 'keydown' | 'seen'): Promise<void> =>
  page.evaluate(
    ([how, sign]) => {
      const times: number[] = [];
      Object.assign(window, { noteTimes: times });
      const text = document.querySelector('.notes-text');
      const at = (): number => performance.timeOrigin + performance.now();
      if (how === 'keydown') addEventListener('keydown', ({ key }) => void (key === sign && times.push(at())), true);
      else
        new MutationObserver(() => {
          const count = (text?.textContent ?? '').split(sign!).length - 1;
          while (times.length < count) times.push(at());
        }).observe(text!, { subtree: true, childList: true, characterData: true });
    },
    [on, mark],
  );
const timesOf = (page: Page): Promise<number[]> => page.evaluate(() => (window as unknown as { noteTimes: number[] }).noteTimes);

const sheetOf = (page: Page) => page.getByRole('textbox', { name: 'Texte des notes' });

/** How long after a letter was typed the others see it, while four others write too. */
export const measureNotes: Part = async ({ stack, say: tell }) => {
  tell(`${letters} letters of ${typists}, by themselves`);
  const rows = await measureText();
  tell('five pages that write at once');
  const { front, child } = await startProduct();
  stack.use(child);
  const browser = await chromiumIn(stack);
  const lesson = await gather(browser, front, { students: ['Inès', 'Tom', 'Zoé', 'Léa'] });
  await controls(lesson.teacher).getByRole('button', { name: 'Ouvrir les notes communes' }).click();
  await lesson.teacher.page.getByLabel('Qui peut écrire').selectOption({ label: 'Toute la classe' });
  const [reader, ...others] = lesson.students;
  if (!reader) throw new Error('nobody came');
  for (const { page } of lesson.everyone) await sheetOf(page).click();
  await watching(lesson.teacher.page, 'keydown');
  await watching(reader.page, 'seen');
  const typing = { delay: pace };
  await Promise.all([
    lesson.teacher.page.keyboard.type(mark.repeat(marks), typing),
    ...others.map(({ page }) => page.keyboard.type('mot '.repeat(marks / 4), typing)),
  ]);
  await reader.page.waitForFunction((count) => (window as unknown as { noteTimes: number[] }).noteTimes.length >= count, marks);
  const [typed, seen] = [await timesOf(lesson.teacher.page), await timesOf(reader.page)];
  const waits = seen.map((at, index) => at - (typed[index] ?? Number.NaN));
  const row = (share: number, oursMost?: number): Row =>
    compared({
      part,
      what: `a letter typed, seen by another: p${share * 100}`,
      unit: 'ms',
      ours: [percentile(waits, share)],
      floor: [],
      ...(oursMost !== undefined && { oursMost }),
      note: 'five pages and the server on one machine, four of them writing',
    });
  return [...rows, row(0.5), row(0.95, 300)];
};
