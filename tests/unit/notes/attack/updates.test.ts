import { Doc, XmlElement, XmlText, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';
import { expect, test } from 'vitest';
import { rootName } from '../../../../client/tools/notes/writing/checks.ts';
import { inParts, most, notesModel } from '../../../../client/tools/notes/writing/model.ts';
import { author, changeOf, firstText, hand, listen, paragraph, say, written } from '../../../kit/slates/notesHands.ts';

const teacher = author('Mme Martin', true);
const lea = author('Léa');
const tom = author('Tom');

const begun = () => {
  const notes = notesModel.begin();
  const hers = hand(notes, teacher);
  say(notes, teacher, changeOf(hers, paragraph('Bonjour')));
  const pupil = hand(notes, lea);
  return { notes, hers, pupil };
};
const before = '<paragraph>Bonjour</paragraph>';

/** That something was refused is seen behind something of the same writer that is taken. */
const isRefused = (update: Uint8Array): void => {
  const { notes } = begun();
  say(notes, tom, update);
  expect(written(notes)).toBe(before);
  expect([notes.doc.store.pendingStructs, notes.doc.store.pendingDs]).toEqual([null, null]);
  expect(Array.from(notes.doc.share.keys())).toEqual([rootName]);
  say(notes, tom, changeOf(hand(notes, tom), paragraph('après')));
  expect(written(notes)).toBe(`${before}<paragraph>après</paragraph>`);
};

test('nobody adds anything under the client of another', () => {
  const { notes, pupil } = begun();
  say(notes, lea, changeOf(pupil, paragraph('de Léa')));
  const asLea = hand(notes, tom);
  asLea.doc.clientID = pupil.doc.clientID;
  const forged = changeOf(asLea, paragraph('volé'));
  say(notes, tom, forged);
  expect(written(notes)).toBe(`${before}<paragraph>de Léa</paragraph>`);
  // The very same is taken of her, whose it is.
  say(notes, lea, forged);
  expect(written(notes)).toContain('volé');
});

test('an update with things of two clients is refused, also where their numbers go on', () => {
  const { notes, pupil } = begun();
  const other = hand(notes, lea);
  [pupil.doc.clientID, other.doc.clientID] = [2_000, 1_000];
  say(notes, lea, changeOf(other, paragraph('un')));
  listen(pupil, notes);
  const first = changeOf(pupil, paragraph('12'));
  const second = changeOf(other, (doc) => firstText(doc).insert(0, '2'));
  const now = written(notes);
  say(notes, lea, mergeUpdates([first, second]));
  expect(written(notes)).toBe(now);
});

test('nobody takes a client away: whoever wrote with it first has it, also after a snapshot', () => {
  const { notes, pupil } = begun();
  say(notes, lea, changeOf(pupil, paragraph('de Léa')));
  const loaded = notesModel.load(JSON.parse(JSON.stringify(notesModel.save(notes))));
  const forged = changeOf(pupil, paragraph('volé'));
  say(loaded, tom, forged);
  expect(written(loaded)).not.toContain('volé');
  say(loaded, lea, forged);
  expect(written(loaded)).toContain('volé');
});

test('what is still to be written cannot be deleted ahead', () => {
  const { notes, hers, pupil } = begun();
  const words = changeOf(hers, (doc) => firstText(doc).insert(7, ' à tous'));
  // Léa has them before the class has, as a server that works with her could see to it.
  const ahead = hand(notes, lea);
  const early = notesModel.begin();
  say(early, teacher, encodeStateAsUpdate(hers.doc));
  listen(ahead, early);
  say(
    notes,
    lea,
    changeOf(ahead, (doc) => firstText(doc).delete(7, 7)),
  );
  say(notes, teacher, words);
  expect(written(notes)).toBe('<paragraph>Bonjour à tous</paragraph>');
  // What is there, whoever may write may delete.
  listen(pupil, notes);
  say(
    notes,
    lea,
    changeOf(pupil, (doc) => firstText(doc).delete(7, 7)),
  );
  expect(written(notes)).toBe(before);
});

test('an update with a gap before it is refused, and keeps nobody waiting', () => {
  const { notes, pupil } = begun();
  changeOf(pupil, paragraph('perdu'));
  // It stands beside what everybody has: only the numbers before it are missing.
  const after = changeOf(pupil, (doc) => firstText(doc).insert(7, '!'));
  say(notes, lea, after);
  expect(written(notes)).toBe(before);
  expect(notes.doc.store.pendingStructs).toBeNull();
});

const raw = (task: (doc: Doc) => void): Uint8Array => {
  const doc = new Doc({ gc: false });
  doc.transact(() => task(doc));
  return encodeStateAsUpdate(doc);
};
const alone = (name: string, ...children: readonly (XmlElement | XmlText)[]) => {
  const element = new XmlElement(name);
  element.insert(0, [...children]);
  return element;
};

test.each([
  ['another root', (doc: Doc) => doc.getXmlFragment('autre').insert(0, [alone('paragraph')])],
  ['another root of letters', (doc: Doc) => doc.getText('autre').insert(0, 'caché')],
  ['letters that stand nowhere', (doc: Doc) => doc.getXmlFragment(rootName).insert(0, [new XmlText('nu')])],
  ['an element that is none', (doc: Doc) => doc.getXmlFragment(rootName).insert(0, [alone('script', new XmlText('x'))])],
  [
    'a paragraph within a paragraph',
    (doc: Doc) => doc.getXmlFragment(rootName).insert(0, [alone('paragraph', alone('paragraph'))]),
  ],
  ['a list with letters in it', (doc: Doc) => doc.getXmlFragment(rootName).insert(0, [alone('bullet_list', new XmlText('x'))])],
  [
    'an attribute that is none',
    (doc: Doc) => {
      const element = new XmlElement('paragraph');
      element.setAttribute('onclick', 'x');
      doc.getXmlFragment(rootName).insert(0, [element]);
    },
  ],
  [
    'a heading of the ninth level',
    (doc: Doc) => {
      const element = new XmlElement('heading');
      element.setAttribute('level', 9 as never);
      doc.getXmlFragment(rootName).insert(0, [element]);
    },
  ],
  [
    'a link that runs',
    (doc: Doc) => {
      const text = new XmlText();
      text.insert(0, 'ici', { link: { href: 'javascript:alert(1)' } });
      doc.getXmlFragment(rootName).insert(0, [alone('paragraph', text)]);
    },
  ],
  [
    'a mark that is none',
    (doc: Doc) => {
      const text = new XmlText();
      text.insert(0, 'ici', { ['__mark']: {} });
      doc.getXmlFragment(rootName).insert(0, [alone('paragraph', text)]);
    },
  ],
  [
    'something else among the letters',
    (doc: Doc) => {
      const text = new XmlText();
      text.insertEmbed(0, { image: 'https://exemple.fr/espion.png' });
      doc.getXmlFragment(rootName).insert(0, [alone('paragraph', text)]);
    },
  ],
  [
    'a document within',
    (doc: Doc) => {
      const text = new XmlText();
      text.insertEmbed(0, new Doc() as never);
      doc.getXmlFragment(rootName).insert(0, [alone('paragraph', text)]);
    },
  ],
  [
    'lists in lists without end',
    (doc: Doc) => {
      let list = alone('bullet_list', alone('list_item', alone('paragraph')));
      for (let depth = 0; depth < 20; depth++) list = alone('bullet_list', alone('list_item', list));
      doc.getXmlFragment(rootName).insert(0, [list]);
    },
  ],
] as const)('refused, by every browser alike: %s', (_what, task) => isRefused(raw(task)));

test('what is no update at all is refused, cut or altered anywhere', () => {
  const { pupil } = begun();
  const update = changeOf(pupil, paragraph('Un paragraphe assez long pour être coupé.'));
  isRefused(new Uint8Array([255, 255, 255, 255, 255, 255]));
  for (let cut = 1; cut < update.length - 1; cut++) isRefused(update.slice(0, cut));
});

test('an altered update stops nobody, whatever it became', () => {
  const { pupil } = begun();
  const update = changeOf(pupil, paragraph('Altéré'));
  for (let at = 0; at < update.length; at++)
    for (const bits of [1, 0x40, 0xff]) {
      const { notes } = begun();
      say(notes, tom, update.with(at, update[at]! ^ bits));
      const next = hand(notes, lea);
      say(notes, lea, changeOf(next, paragraph('après')));
      expect(written(notes).endsWith('<paragraph>après</paragraph>')).toBe(true);
      expect(notes.doc.store.pendingStructs).toBeNull();
    }
});

test('a text has an end, and who reaches it is refused while the others read on', () => {
  const { notes, pupil } = begun();
  const long = 'a'.repeat(most.partBytes * (most.parts - 1));
  for (let count = 0; count < 5; count++) say(notes, lea, changeOf(pupil, paragraph(long)));
  expect(written(notes).length).toBeLessThan(most.weight);
  expect(inParts(new Uint8Array(most.partBytes * most.parts + 1), 0)).toEqual([]);
  const { weight } = notes;
  say(notes, lea, changeOf(pupil, paragraph(long)));
  expect(notes.weight).toBe(weight);
});

test('parts that never come whole are not heaped up, nor are those of another taken for them', () => {
  const { notes, pupil } = begun();
  const update = changeOf(pupil, paragraph('b'.repeat(3 * most.partBytes)));
  const parts = inParts(update, 0);
  expect(parts.length).toBeGreaterThan(2);
  for (let pupilCount = 0; pupilCount < 200; pupilCount++)
    notesModel.apply(notes, { part: 0, more: true, update: 'AAAA', at: 0 }, author(`Élève ${pupilCount}`));
  expect(Array.from(notes.coming.values()).flat().length).toBeLessThanOrEqual(most.comingParts);
  for (const [index, part] of parts.entries()) notesModel.apply(notes, part, index === 1 ? tom : lea);
  expect(written(notes)).toBe(before);
  for (const part of parts) notesModel.apply(notes, part, lea);
  expect(written(notes)).toContain('bbbb');
});

test('only who holds the class opens the notes to everybody', () => {
  const { notes } = begun();
  notesModel.apply(notes, { show: true }, lea);
  expect(notes.shown).toBe(false);
  notesModel.apply(notes, { show: true }, teacher);
  expect(notes.shown).toBe(true);
});

test('an update that one has already is refused: nothing stands twice', () => {
  const { notes, pupil } = begun();
  const update = changeOf(pupil, paragraph('une fois'));
  say(notes, lea, update);
  say(notes, lea, update);
  expect(written(notes)).toBe(`${before}<paragraph>une fois</paragraph>`);
  expect(encodeStateVector(notes.doc)).toEqual(encodeStateVector(pupil.doc));
});
