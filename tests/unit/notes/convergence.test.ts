import fc from 'fast-check';
import { encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { expect, test } from 'vitest';
import { rootName } from '../../../client/tools/notes/writing/checks.ts';
import { textAt, textOf } from '../../../client/tools/notes/writing/history.ts';
import { type Notes, notesModel } from '../../../client/tools/notes/writing/model.ts';
import { author, changeOf, hand, type Hand, listen, paragraph, say, written } from '../../kit/slates/notesHands.ts';

const people = ['Mme Martin', 'Léa', 'Tom', 'Zoé'].map((name, index) => author(name, index === 0));

/** One thing that somebody does at random. `hear`: they take over first what the class has. */
const edit = fc.record({
  who: fc.nat({ max: people.length - 1 }),
  hear: fc.boolean(),
  kind: fc.constantFrom('paragraph', 'letters', 'delete', 'bold', 'list', 'drop'),
  at: fc.nat({ max: 200 }),
  word: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
});
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

const textsIn = (element: { toArray(): unknown[] }): XmlText[] =>
  element.toArray().flatMap((one) => (one instanceof XmlText ? [one] : one instanceof XmlElement ? textsIn(one) : []));

const changed = (one: Hand, { kind, at, word }: Edit): Uint8Array =>
  changeOf(one, (doc) => {
    const root = doc.getXmlFragment(rootName);
    const texts = textsIn(root);
    const text = texts[at % Math.max(1, texts.length)];
    if (kind === 'list') {
      const item = new XmlElement('list_item');
      const inner = new XmlElement('paragraph');
      inner.insert(0, [new XmlText(word)]);
      item.insert(0, [inner]);
      const list = new XmlElement('bullet_list');
      list.insert(0, [item]);
      root.insert(at % (root.length + 1), [list]);
    } else if (kind === 'drop' && root.length > 0) root.delete(at % root.length, 1);
    else if (!text || kind === 'paragraph') paragraph(word)(doc);
    else if (kind === 'delete' && text.length > 0) text.delete(at % text.length, 1);
    else if (kind === 'bold' && text.length > 0) text.format(at % text.length, 1, { strong: {} });
    else text.insert(at % (text.length + 1), word);
  });

test('whatever people write at once, every browser comes to one text, and so does who comes in between', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 40 }), fc.nat({ max: 40 }), (edits, lateAt) => {
      const notes = notesModel.begin();
      const hands = people.map((by) => hand(notes, by));
      // Everything that was done, in the order in which the class numbered it.
      const waiting: { readonly by: number; readonly update: Uint8Array }[] = [];
      const log: typeof waiting = [];
      const number = (): void => {
        for (const one of waiting.splice(0)) {
          say(notes, people[one.by]!, one.update);
          log.push(one);
        }
      };
      let late: Notes | null = null;
      let lateFrom = 0;
      for (const [index, one] of edits.entries()) {
        const mine = hands[one.who]!;
        if (one.hear) {
          number();
          listen(mine, notes);
        }
        waiting.push({ by: one.who, update: changed(mine, one) });
        if (index === lateAt) {
          late = notesModel.load(JSON.parse(JSON.stringify(notesModel.save(notes))));
          lateFrom = log.length;
        }
      }
      number();
      const other = notesModel.begin();
      for (const { by, update } of log) say(other, people[by]!, update);
      expect(written(other)).toBe(written(notes));
      if (late) {
        for (const { by, update } of log.slice(lateFrom)) say(late, people[by]!, update);
        expect(written(late)).toBe(written(notes));
        expect(late.weight).toBe(notes.weight);
      }
      // Nothing that an honest browser wrote was refused, and one's own text is the one of all.
      for (const mine of hands) {
        listen(mine, notes);
        expect(written(mine)).toBe(written(notes));
        say(notes, mine.by, encodeStateAsUpdate(mine.doc));
        expect(written(mine)).toBe(written(notes));
      }
    }),
    { numRuns: 150 },
  );
});

test('a step to go back to is kept for each minute of writing, with who changed it last', () => {
  const notes = notesModel.begin();
  const [teacher, lea] = people.map((by) => hand(notes, by)) as [Hand, Hand];
  say(notes, teacher.by, changeOf(teacher, paragraph('un')), 1_000);
  listen(lea, notes);
  say(notes, lea.by, changeOf(lea, paragraph('deux')), 1_030);
  listen(teacher, notes);
  say(
    notes,
    teacher.by,
    changeOf(teacher, (doc) => doc.getXmlFragment(rootName).delete(0, 2)),
    1_100,
  );
  expect(notes.steps).toMatchObject([{ at: 1_030, name: 'Léa' }]);
  expect(textAt(notes.doc, notes.steps[0]!)?.textContent).toBe('undeux');
  expect(textOf(notes.doc).textContent).toBe('');
  const loaded = notesModel.load(JSON.parse(JSON.stringify(notesModel.save(notes))));
  expect(textAt(loaded.doc, loaded.steps[0]!)?.textContent).toBe('undeux');
});
