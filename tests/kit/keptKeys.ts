import { clearBytesOf } from '../../client/crypto/frames/codecs.ts';
import { type EpochKeys, type FrameOrigin, originOf } from '../../client/crypto/frames/frameKeys.ts';
import { FrameOpener } from '../../client/crypto/frames/frameOpener.ts';
import { decodeHeader } from '../../client/crypto/frames/sframe.ts';
import type { Visitor } from './browser.ts';
import type { Captured } from './capture.ts';

const codecs = { audio: 'opus', video: 'vp8' } as const;

/** A browser that keeps every key which its page gives to the frames, so that the test has what a curious pupil could have. */
export const keepKeys = ({ context }: Visitor): Promise<unknown> =>
  context.addInitScript(() => {
    const kept: unknown[] = [];
    Object.assign(window, { keptKeys: kept });
    const postMessage = Reflect.get(Worker.prototype, 'postMessage') as Worker['postMessage'];
    Worker.prototype.postMessage = function post(this: Worker, ...args: [{ say?: string; keys?: EpochKeys }, never]) {
      const [{ say, keys }] = args;
      if (say === 'epoch' && keys) kept.push({ ...keys, base: Array.from(keys.base), leaves: Array.from(keys.leaves) });
      postMessage.apply(this, args);
    } as Worker['postMessage'];
  });

/**
 * A browser whose frames go by a key that the group does not know: the members' own, turned in a way that only such browsers
 * know. They see and hear each other, and nobody else sees and hears them.
 */
export const ownKeys = ({ context }: Visitor): Promise<unknown> =>
  context.addInitScript(() => {
    const postMessage = Reflect.get(Worker.prototype, 'postMessage') as Worker['postMessage'];
    Worker.prototype.postMessage = function post(this: Worker, message: { say?: string; keys?: EpochKeys }, rest: never) {
      const turned = message.keys && { ...message.keys, base: message.keys.base.map((byte) => byte ^ 0xff) };
      postMessage.call(this, turned ? { ...message, keys: turned } : message, rest);
    } as Worker['postMessage'];
  });

type Kept = { readonly epoch: number; readonly base: number[]; readonly leaf: number; readonly leaves: [string, number][] };

/** The keys of every epoch that this browser, one of `keepKeys`, was in. */
export const keysOf = async ({ page }: Visitor): Promise<EpochKeys[]> => {
  const kept = await page.evaluate(() => (window as unknown as { keptKeys: Kept[] }).keptKeys);
  return kept.map(({ base, leaves, ...keys }) => ({ ...keys, base: Uint8Array.from(base), leaves: new Map(leaves) }));
};

/** How many of these frames the keys of this browser open. */
export const opens = async (person: Visitor, frames: readonly Captured[]): Promise<number> => {
  const opener = new FrameOpener({ now: () => 0, wait: () => Promise.resolve(), patience: 0 });
  for (const keys of await keysOf(person)) opener.setEpoch(keys);
  let opened = 0;
  for (const { owner, kind, data } of frames) {
    const source = kind === 'audio' ? 'mic' : 'camera';
    const result = await opener.open({ id: owner, source }, codecs[kind], Uint8Array.from(data).buffer);
    if (typeof result !== 'string') opened++;
  }
  return opened;
};

/** What a frame says of its key. */
export const originOfFrame = ({ kind, data }: Captured): FrameOrigin => {
  const header = decodeHeader(data, clearBytesOf(codecs[kind], data));
  const origin = header && originOf(header.kid);
  if (!origin) throw new Error('not an encrypted frame');
  return origin;
};
