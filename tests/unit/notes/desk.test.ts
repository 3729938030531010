import { type ReadonlySignal, computed } from '@preact/signals';
import { ySyncPluginKey } from 'y-prosemirror';
import { expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { mayWrite } from '../../../client/slates/entry.ts';
import { type NotesDesk, type NotesSlate, openDesk } from '../../../client/tools/notes/writing/desk.ts';
import { notesModel } from '../../../client/tools/notes/writing/model.ts';
import { firstText, paragraph, written } from '../../kit/slates/notesHands.ts';
import { type Browser, SlateClass } from '../slates/slateClass.ts';

/** Somebody who writes notes in a browser, without what shows them. */
type Typist = {
  readonly browser: Browser;
  readonly slate: ReadonlySignal<NotesSlate | null>;
  readonly desk: NotesDesk;
  readonly refused: string[];
  readonly open: () => Promise<string | null>;
};

const sit = (where: SlateClass, browser: Browser): Typist => {
  const refused: string[] = [];
  const notes = browser.slates.of(notesModel);
  const slate = computed(() => notes.all.value[0] ?? null);
  const holds = () => where.members.get(browser.id)?.holds ?? false;
  const desk = openDesk({
    slate,
    mayWrite: () => holds() || mayWrite(slate.value?.who ?? 'nobody', browser.id),
    refused: (code) => void refused.push(code),
  });
  return { browser, slate, desk, refused, open: () => notes.open() };
};

const slateOf = ({ slate }: Typist): NotesSlate => {
  if (!slate.value) throw new Error('no slate');
  return slate.value;
};

const textOf = ({ desk }: Typist): string => {
  const draft = desk.draft.peek();
  return draft ? written(draft) : '';
};
/** Writes as the editor does. */
const type = ({ desk }: Typist, task: (doc: Doc) => void): void => {
  const draft = desk.draft.peek();
  if (!draft) throw new Error('nothing to write on');
  draft.doc.transact(() => task(draft.doc), ySyncPluginKey);
};
const add = (one: Typist, words: string): void => type(one, paragraph(words));

const begun = async () => {
  const where = new SlateClass();
  const [host, lea, tom] = [await where.join('Mme Martin', true), await where.join('Léa'), await where.join('Tom')];
  const people = [host, lea, tom].map((browser) => sit(where, browser)) as [Typist, Typist, Typist];
  await people[0].open();
  await expect.poll(() => people.every(({ desk }) => desk.draft.value !== null)).toBe(true);
  const all = (text: string) => expect.poll(() => people.map(textOf), { timeout: 20_000 }).toEqual(people.map(() => text));
  return {
    where,
    people,
    all,
    [Symbol.dispose]: () => {
      for (const { desk } of people) desk[Symbol.dispose]();
      where[Symbol.dispose]();
    },
  };
};

const line = (words: string): string => `<paragraph>${words}</paragraph>`;

test('what several write at once is one text for all, and each undoes only what is theirs', async () => {
  using begins = await begun();
  const { people, all } = begins;
  const [host, lea, tom] = people;
  await slateOf(host).allow('all');
  await expect.poll(() => lea.desk.mayWrite.value && tom.desk.mayWrite.value).toBe(true);
  add(host, 'un');
  await all(line('un'));
  type(lea, (doc) => firstText(doc).insert(2, ' de Léa'));
  type(tom, (doc) => firstText(doc).insert(0, 'Tom et '));
  await all(line('Tom et un de Léa'));
  lea.desk.draft.peek()?.undo.undo();
  await all(line('Tom et un'));
  lea.desk.draft.peek()?.undo.redo();
  await all(line('Tom et un de Léa'));
  expect(people.flatMap(({ refused }) => refused)).toEqual([]);
});

test('what is written while the line is cut comes to all once it is back, and is not lost to a server that begins anew', async () => {
  using begins = await begun();
  const { where, people, all } = begins;
  const [host, lea, tom] = people;
  await slateOf(host).allow('all');
  await expect.poll(() => lea.desk.mayWrite.value).toBe(true);
  add(host, 'un');
  await all(line('un'));
  lea.browser.online = false;
  add(lea, 'sans ligne');
  add(host, 'pendant');
  await expect.poll(() => textOf(tom)).toContain('pendant');
  await where.back(lea.browser);
  await expect.poll(() => textOf(lea)).toContain('pendant');
  await expect.poll(() => textOf(tom)).toContain('sans ligne');
  const before = textOf(tom);
  await all(before);
  where.shelf[Symbol.dispose]();
  for (const { browser } of people) browser.online = false;
  add(tom, 'pendant le redémarrage');
  for (const { browser } of people) await where.back(browser, true);
  await all(before + line('pendant le redémarrage'));
});

test('who is refused is told, and writes on from what all have', async () => {
  using begins = await begun();
  const { where, people, all } = begins;
  const [host, lea] = people;
  const slate = slateOf(host);
  await slate.allow('all');
  await expect.poll(() => lea.desk.mayWrite.value).toBe(true);
  add(host, 'un');
  await all(line('un'));
  const before = lea.desk.draft.peek();
  // The server has heard already what Léa's browser has not.
  where.shelf.setWriters(slate.id, 'nobody');
  add(lea, 'refusé');
  await expect.poll(() => lea.refused).toEqual(['forbidden']);
  await all(line('un'));
  expect(lea.desk.draft.peek()).not.toBe(before);
  where.shelf.setWriters(slate.id, 'all');
  add(lea, 'pris');
  await all(line('un') + line('pris'));
});

test('what a browser does by itself to a text that one only reads stays in it, and is gone with the next change', async () => {
  using begins = await begun();
  const { people, all } = begins;
  const [host, lea] = people;
  add(host, 'un');
  await all(line('un'));
  type(lea, (doc) => doc.getXmlFragment('notes').delete(0, 1));
  expect(textOf(lea)).toBe('');
  add(host, 'deux');
  await all(line('un') + line('deux'));
  expect(lea.refused).toEqual([]);
});

test('who comes late writes on from a snapshot', async () => {
  using begins = await begun();
  const { where, people, all } = begins;
  const [host] = people;
  const slate = slateOf(host);
  await slate.allow('all');
  for (const word of ['un', 'deux', 'trois']) {
    add(host, word);
    await all(textOf(host));
  }
  await slate.keep();
  const late = sit(where, await where.join('Zoé'));
  await expect.poll(() => textOf(late)).toBe(['un', 'deux', 'trois'].map(line).join(''));
  add(late, 'quatre');
  await all(['un', 'deux', 'trois', 'quatre'].map(line).join(''));
  late.desk[Symbol.dispose]();
});
