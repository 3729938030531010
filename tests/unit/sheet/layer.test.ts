import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Layer, type LayerOp, hasRoomFor, layerModel, undoOf, withPending } from '../../../client/sheet/layer.ts';
import { type Element, most } from '../../../client/sheet/marks.ts';
import { jpegSize } from '../../../client/sheet/pictures/pictures.ts';

const model = layerModel('marks');
const teacher = { id: 'teacher', name: 'Mme Martin', holds: true };
const [lea, tom] = ['Léa', 'Tom'].map((name) => ({ id: name.toLowerCase(), name, holds: false })) as [
  typeof teacher,
  typeof teacher,
];
const line = (colour: 'red' | 'blue' = 'red', page = 'page-1'): Element => ({
  kind: 'figure',
  page,
  colour,
  width: 'thin',
  figure: 'line',
  from: [0, 0],
  to: [10, 10],
});
const image = (parts: number): Element => ({
  kind: 'image',
  page: 'page-1',
  at: [0, 0],
  size: [100, 50],
  alt: 'Un triangle',
  parts,
});
const [one, two, three] = ['mark-one', 'mark-two', 'mark-three'] as const;
const written = (layer: Layer, by: typeof teacher, ...ops: readonly LayerOp[]): Layer => {
  for (const op of ops) model.apply(layer, v.parse(model.shape, op), by);
  return layer;
};
const colours = ({ elements }: Layer) =>
  Array.from(elements, ([id, { element }]) => `${id} ${element.kind === 'image' ? '' : element.colour}`);

test('several marks take another colour at once, and each its own back', () => {
  const layer = written(model.begin(), teacher, { put: one, element: line('red') }, { put: two, element: line('blue') });
  const op: LayerOp = { restyle: [one, two], as: { colour: 'green' } };
  const back = undoOf(model, layer, [op], teacher);
  expect(colours(written(layer, teacher, op))).toEqual([`${one} green`, `${two} green`]);
  expect(colours(written(layer, teacher, ...back))).toEqual([`${one} red`, `${two} blue`]);
});

test('a pupil moves, colours and erases only what is theirs, and who holds the class all', () => {
  const layer = written(written(model.begin(), lea, { put: one, element: line() }), tom, { put: two, element: line() });
  const all = [one, two];
  written(layer, tom, { restyle: all, as: { colour: 'blue' } }, { move: all, by: [5, 5] }, { drop: [one] });
  expect(colours(layer)).toEqual([`${one} red`, `${two} blue`]);
  expect(layer.elements.get(one)?.element).toEqual(line());
  written(layer, tom, { clear: 'page-1' });
  expect(layer.elements.size).toBe(2);
  expect(written(layer, teacher, { clear: 'page-1' }).elements.size).toBe(0);
});

test('a picture comes in parts and in order, of its author only', () => {
  const layer = written(model.begin(), lea, { put: one, element: image(2) });
  written(layer, tom, { picture: one, part: 0, data: 'AAAA' });
  written(layer, lea, { picture: one, part: 1, data: 'BBBB' });
  expect(layer.elements.get(one)?.data).toEqual([]);
  for (const part of [0, 1, 1, 2]) written(layer, lea, { picture: one, part, data: 'CC'.repeat(part + 1) });
  expect(layer.elements.get(one)?.data).toEqual(['CC', 'CCCC']);
  written(layer, lea, { move: [one], by: [3, 4] });
  expect(layer.elements.get(one)).toMatchObject({ element: { at: [3, 4] }, data: ['CC', 'CCCC'] });
});

test('an erased picture comes back with all its parts', () => {
  const layer = written(model.begin(), lea, { put: one, element: image(2) });
  for (const part of [0, 1]) written(layer, lea, { picture: one, part, data: 'AAAA' });
  const drop: LayerOp = { drop: [one] };
  const back = undoOf(model, layer, [drop], lea);
  expect(written(layer, lea, drop).elements.size).toBe(0);
  expect(written(layer, lea, ...back).elements.get(one)?.data).toEqual(['AAAA', 'AAAA']);
});

test('what the teacher erased and brings back is still whose it was, and no pupil makes something another’s', () => {
  const layer = written(model.begin(), lea, { put: one, element: line() });
  const clear: LayerOp = { clear: 'page-1' };
  const back = undoOf(model, layer, [clear], teacher);
  expect(written(written(layer, teacher, clear), teacher, ...back).elements.get(one)).toMatchObject({ by: 'léa', name: 'Léa' });
  written(layer, tom, { put: two, element: line(), of: { by: 'léa', name: 'Léa' } });
  expect(layer.elements.get(two)).toMatchObject({ by: 'tom', name: 'Tom' });
});

test('pictures leave room for what is drawn: what would be too much is in nobody’s sheet', () => {
  const layer = model.begin();
  const data = 'A'.repeat(most.part);
  for (let picture = 0; picture < 10; picture++) {
    const id = `picture-${picture}`;
    written(layer, lea, { put: id, element: image(most.parts) });
    for (let part = 0; part < most.parts; part++) written(layer, lea, { picture: id, part, data });
  }
  const length = layer.elements.values().reduce((sum, { data: parts = [] }) => sum + parts.join('').length, 0);
  expect(length).toBeLessThanOrEqual(most.pictures);
  expect(hasRoomFor(layer, most.part)).toBe(false);
  // 43 parts of 49152 bytes are the most that a snapshot may have.
  expect(JSON.stringify(model.save(layer)).length).toBeLessThan(43 * 49_152 - 500_000);
});

test('what is saved is what is loaded, and what waits is shown without touching what stands', () => {
  const layer = written(model.begin(), lea, { put: one, element: line() }, { put: two, element: image(1) });
  written(layer, lea, { picture: two, part: 0, data: 'AAAA' });
  const saved = v.parse(model.saved, JSON.parse(JSON.stringify(model.save(layer))));
  expect(model.load(saved)).toEqual(layer);
  const ahead = withPending(model, layer, [{ put: three, element: line() }], lea);
  expect([ahead.elements.size, layer.elements.size]).toEqual([3, 2]);
});

test('a file that is no JPEG, or says that it is huge, is known before it is opened', () => {
  const jpeg = (width: number, height: number) =>
    Uint8Array.from([
      0xff,
      0xd8,
      0xff,
      0xe0,
      0,
      4,
      1,
      2,
      0xff,
      0xc0,
      0,
      11,
      8,
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      1,
    ]);
  expect(jpegSize(jpeg(1_600, 900))).toEqual([1_600, 900]);
  expect(jpegSize(jpeg(65_500, 65_500))).toEqual([65_500, 65_500]);
  for (const other of [[], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47], Array.from({ length: 30 }, () => 0xff)])
    expect(jpegSize(Uint8Array.from(other))).toBeNull();
});
