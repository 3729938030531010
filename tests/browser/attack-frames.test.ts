import { afterAll, expect, test } from 'vitest';
import { clearBytesOf } from '../../client/crypto/codecs.ts';
import { type FrameOrigin, originOf } from '../../client/crypto/frameKeys.ts';
import { FrameOpener } from '../../client/crypto/frameOpener.ts';
import type { SenderKey } from '../../client/crypto/senderKeys.ts';
import { decodeHeader } from '../../client/crypto/sframe.ts';
import { panels } from '../../client/text/fr/panels.ts';
import type { Visitor } from '../kit/browser.ts';
import { Capture, type Captured } from '../kit/capture.ts';
import { hostileLesson, type Known, remove } from '../kit/hostile.ts';
import { growing, openPanel, turnOn } from '../kit/lesson.ts';

const capture = new Capture();
const { stage, guest } = hostileLesson();
afterAll(() => capture[Symbol.dispose]());

const codecs = { audio: 'opus', video: 'vp8' } as const;

const originOfFrame = ({ kind, data }: Captured): FrameOrigin => {
  const header = decodeHeader(data, clearBytesOf(codecs[kind], data));
  const origin = header && originOf(header.kid);
  if (!origin) throw new Error('not an encrypted frame');
  return origin;
};
const framesOf = ({ id }: Known): Captured[] => capture.frames.filter(({ owner }) => owner === id);
const lastOf = (person: Known): FrameOrigin => {
  const frame = framesOf(person).at(-1);
  if (!frame) throw new Error('nothing was sent');
  return originOfFrame(frame);
};
/** Resolves once somebody sends under another generation, or another step, than this one. */
const changes = ({ id }: Known, { generation, step }: FrameOrigin): Promise<void> =>
  capture.until((frame) => {
    if (frame.owner !== id) return false;
    const now = originOfFrame(frame);
    return now.generation !== generation || now.step !== step;
  });

type Kept = { readonly id: string; readonly slot: number; readonly key: Omit<SenderKey, 'key'> & { readonly key: number[] } };

/** A browser that keeps every key which its page gives to the frames, so that the test has what a curious pupil could have. */
const keepKeys = ({ context }: Visitor) =>
  context.addInitScript(() => {
    const kept: unknown[] = [];
    Object.assign(window, { keptKeys: kept });
    const postMessage = Reflect.get(Worker.prototype, 'postMessage') as Worker['postMessage'];
    Worker.prototype.postMessage = function post(this: Worker, ...args: [{ say?: string; key?: SenderKey }, never]) {
      const [message] = args;
      if (message.say === 'peer' && message.key)
        kept.push({ ...message, key: { ...message.key, key: Array.from(message.key.key) } });
      postMessage.apply(this, args);
    } as Worker['postMessage'];
  });

/** How many of these frames the keys of this browser open. */
const opens = async ({ page }: Known, frames: readonly Captured[]): Promise<number> => {
  const kept = await page.evaluate(() => (window as unknown as { keptKeys: Kept[] }).keptKeys);
  const opener = new FrameOpener(() => 0);
  for (const { id, slot, key } of kept) opener.setKey(id, slot, { ...key, key: Uint8Array.from(key.key) });
  let opened = 0;
  for (const { owner, kind, data } of frames) {
    const source = kind === 'audio' ? 'mic' : 'camera';
    const result = await opener.open({ id: owner, source }, codecs[kind], Uint8Array.from(data).buffer);
    if (typeof result !== 'string') opened++;
  }
  return opened;
};

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
  const after = framesOf(ada).filter((frame) => originOfFrame(frame).generation !== origin.generation);
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
  const { generation, step } = lastOf(ada);
  expect(generation).toBe(origin.generation);
  expect(step).toBe(origin.step + 1);
  expect(await opens(bea, before)).toBe(0);
  const now = framesOf(ada).slice(-10);
  expect(await opens(bea, now)).toBe(now.length);
});

test('locking the class gives its frames a fresh key', async () => {
  const ada = await speaker();
  const origin = lastOf(ada);
  const changed = changes(ada, origin);
  const { page } = stage.teacher;
  await openPanel(stage.teacher, 'Classe');
  await page.getByRole('switch', { name: panels.manage.lock }).click();
  await changed;
  expect(lastOf(ada).generation).not.toBe(origin.generation);
  await growing(stage.teacher);
});
