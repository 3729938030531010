import { afterAll, expect, test } from 'vitest';
import type { FrameOrigin } from '../../../client/crypto/frames/frameKeys.ts';
import { panels } from '../../../client/text/fr/panels.ts';
import { Capture, type Captured } from '../../kit/capture.ts';
import { hostileLesson, type Known, remove } from '../../kit/hostile.ts';
import { keepKeys, opens, originOfFrame } from '../../kit/keptKeys.ts';
import { growing, openPanel, turnOn } from '../../kit/lesson.ts';

const capture = new Capture();
const { stage, guest } = hostileLesson();
afterAll(() => capture[Symbol.dispose]());

const framesOf = ({ id }: Known): Captured[] => capture.frames.filter(({ owner }) => owner === id);
const lastOf = (person: Known): FrameOrigin => {
  const frame = framesOf(person).at(-1);
  if (!frame) throw new Error('nothing was sent');
  return originOfFrame(frame);
};
/** Resolves once somebody sends in another epoch than this one. */
const changes = ({ id }: Known, { epoch }: FrameOrigin): Promise<void> =>
  capture.until((frame) => frame.owner === id && originOfFrame(frame).epoch !== epoch);

/** Somebody whom everybody sees and hears. */
const speaker = async (): Promise<Known> => {
  const person = await guest('Ada');
  await turnOn(person, 'micro', 'caméra');
  await growing(stage.teacher);
  return person;
};

test('who is removed opens with their keys what came before, and nothing of what comes after', async () => {
  const ada = await speaker();
  const bea = await guest('Béa', keepKeys);
  await growing(bea);
  const before = framesOf(ada).slice(-20);
  const origin = lastOf(ada);
  expect(await opens(bea, before)).toBe(before.length);
  stage.hostile.keeps.add(bea.id);
  const changed = changes(ada, origin);
  await remove(stage.teacher, 'Béa');
  await changed;
  await growing(stage.teacher, { frames: 20 });
  const after = framesOf(ada).filter((frame) => originOfFrame(frame).epoch > origin.epoch);
  expect(after.length).toBeGreaterThan(20);
  expect(framesOf(ada).slice(-20)).toEqual(after.slice(-20));
  expect(await opens(bea, after)).toBe(0);
});

test('who comes later opens what comes after, and nothing of before', async () => {
  const ada = await speaker();
  const origin = lastOf(ada);
  const before = [...framesOf(ada)];
  const changed = changes(ada, origin);
  const bea = await guest('Béa', keepKeys);
  await changed;
  await growing(bea);
  expect(lastOf(ada).epoch).toBeGreaterThan(origin.epoch);
  expect(await opens(bea, before)).toBe(0);
  const now = framesOf(ada).slice(-10);
  expect(await opens(bea, now)).toBe(now.length);
});

test('locking the class gives its frames a fresh key', async () => {
  const ada = await speaker();
  const bea = await guest('Béa', keepKeys);
  await growing(bea);
  const origin = lastOf(ada);
  const changed = changes(ada, origin);
  await openPanel(stage.teacher, 'Classe');
  await stage.teacher.page.getByRole('switch', { name: panels.manage.lock }).click();
  await changed;
  expect(lastOf(ada).epoch).toBeGreaterThan(origin.epoch);
  await Promise.all([bea, stage.teacher].map((person) => growing(person)));
  const now = framesOf(ada).slice(-10);
  expect(await opens(bea, now)).toBe(now.length);
});
