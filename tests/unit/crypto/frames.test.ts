import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomBytes } from '../../../client/crypto/base/primitives.ts';
import type { EpochKeys } from '../../../client/crypto/frames/frameKeys.ts';
import { FrameOpener } from '../../../client/crypto/frames/frameOpener.ts';
import { FrameSealer } from '../../../client/crypto/frames/frameSealer.ts';
import { decodeHeader } from '../../../client/crypto/frames/sframe.ts';

const keyFrame = () => Uint8Array.from({ length: 200 }, (_, at) => (at === 0 ? 0x10 : at % 251)).buffer;
const deltaFrame = () => Uint8Array.from({ length: 60 }, (_, at) => (at === 0 ? 0x11 : at % 251)).buffer;
const stream = { id: 'ada', source: 'camera' } as const;

/** An epoch in which Ada sits on leaf 7 and Ben on leaf 8, as one of them has it. */
const epochOf = (epoch: number, leaf = 7, base = randomBytes(16)): EpochKeys => ({
  epoch,
  base,
  leaf,
  leaves: new Map([
    ['ada', 7],
    ['ben', 8],
  ]),
});

/** A clock that stands still until the test moves it: then whoever waits goes on. */
const stillTime = () => {
  const waiting: { readonly until: number; readonly go: () => void }[] = [];
  const time = {
    at: 0,
    now: () => time.at,
    wait: (ms: number) => new Promise<void>((go) => waiting.push({ until: time.at + ms, go })),
    move: (ms: number) => {
      time.at += ms;
      for (const { until, go } of waiting) if (until <= time.at) go();
    },
  };
  return time;
};

/** A clock for who waits for nobody: each wait is over at once. */
const hastyTime = () => {
  const time = { ...stillTime(), at: 0, now: () => time.at, wait: async (ms: number) => void (time.at += ms) };
  return time;
};

/** Ada, who sends, and Ben, who has had the keys from the start. `run`: of her page. */
const pair = (
  keys = epochOf(5),
  { time = stillTime(), run }: { time?: ReturnType<typeof stillTime>; run?: number | undefined } = {},
) => {
  const sealer = new FrameSealer(run);
  sealer.setEpoch(keys);
  const opener = new FrameOpener(time);
  const asBen = (of: EpochKeys): EpochKeys => ({ ...of, leaf: 8 });
  opener.setEpoch(asBen(keys));
  const send = async (frame = deltaFrame()) => (await sealer.seal('camera', 'vp8', frame)) ?? new ArrayBuffer();
  const receive = (frame: ArrayBuffer) => opener.open(stream, 'vp8', frame);
  const turn = (next: EpochKeys) => {
    sealer.setEpoch(next);
    opener.setEpoch(asBen(next));
  };
  return { keys, sealer, opener, time, send, receive, turn, asBen };
};
const changed = (frame: ArrayBuffer, at: number) => {
  const copy = new Uint8Array(frame.slice());
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy.buffer;
};

test('a frame arrives as it was, and only its clear bytes can be seen on the way', async () => {
  const { sealer, opener } = pair();
  for (const [codec, frame, clear] of [
    ['vp8', keyFrame(), 10],
    ['vp8', deltaFrame(), 3],
    ['vp9', deltaFrame(), 0],
    ['opus', deltaFrame(), 1],
  ] as const) {
    const sealed = new Uint8Array((await sealer.seal('camera', codec, frame)) ?? []);
    expect(sealed.subarray(0, clear)).toEqual(new Uint8Array(frame).subarray(0, clear));
    expect(Buffer.from(sealed).includes(Buffer.from(frame).subarray(clear, clear + 8))).toBe(false);
    expect(await opener.open(stream, codec, sealed.buffer)).toEqual(frame);
  }
});

test('what is too short to be a frame of its codec is not sent', async () => {
  const { sealer, send, receive } = pair();
  expect(await sealer.seal('camera', 'vp8', Uint8Array.of(1, 2).buffer)).toBeNull();
  expect(await sealer.seal('camera', 'vp8', Uint8Array.of(0, 2, 3).buffer)).toBeNull();
  expect(await sealer.seal('mic', 'opus', new ArrayBuffer())).toBeNull();
  const shortest = Uint8Array.of(1, 2, 3).buffer;
  expect(await receive(await send(shortest))).toEqual(shortest);
});

test('without keys nothing is sent and nothing opened', async () => {
  const { sealer, opener, send, receive } = pair();
  const frame = await send();
  opener.clear();
  expect(await receive(frame)).toBe('unknown');
  sealer.clear();
  expect(await sealer.seal('camera', 'vp8', keyFrame())).toBeNull();
  expect(await new FrameSealer().seal('mic', 'opus', keyFrame())).toBeNull();
});

test.each([['many', undefined] as const, ['few', 1] as const])(
  'a frame changed anywhere on its way is dropped, where its key’s name has %s bytes',
  async (_, run) => {
    // What is changed may name an epoch to come: its keys are waited for, and do not come.
    const { send, receive } = pair(epochOf(5), { time: hastyTime(), run });
    for (let round = 0; round < 100; round += 1) {
      const frame = await send();
      for (let at = 0; at < frame.byteLength; at++) expect(await receive(changed(frame, at))).toBeTypeOf('string');
      for (const length of [0, 1, 5, 20]) expect(await receive(frame.slice(0, length))).toBeTypeOf('string');
      expect(await receive(frame)).toEqual(deltaFrame());
    }
  },
);

test('a frame is opened once, and late frames within the window in any order', async () => {
  const { send, receive } = pair();
  const frames = await Promise.all(Array.from({ length: 40 }, () => send()));
  for (const frame of frames.toReversed()) expect(await receive(frame)).toEqual(deltaFrame());
  for (const frame of frames) expect(await receive(frame)).toBe('replayed');
});

test('a frame of another person or of another source is not taken for this one', async () => {
  const { keys, sealer, receive, asBen } = pair();
  expect(await receive((await sealer.seal('screen', 'vp8', deltaFrame())) ?? new ArrayBuffer())).toBe('foreign');
  const ben = new FrameSealer();
  ben.setEpoch(asBen(keys));
  expect(await receive((await ben.seal('camera', 'vp8', deltaFrame())) ?? new ArrayBuffer())).toBe('foreign');
});

test('who is not in the epoch is not heard, whatever leaf the frame names', async () => {
  const { opener, send } = pair();
  expect(await opener.open({ id: 'cleo', source: 'camera' }, 'vp8', await send())).toBe('foreign');
});

test('who is removed is no longer heard, once the frames under way have come', async () => {
  const { keys, sealer, opener, time, send, receive, asBen } = pair();
  const inFlight = await send();
  const without = { ...asBen(epochOf(6)), leaves: new Map([['ben', 8]]) };
  opener.setEpoch(without);
  expect(await receive(inFlight)).toEqual(deltaFrame());
  time.move(5_001);
  expect(await receive(await send())).toBe('old');
  // Even with the keys of the epoch that somebody else gave away.
  sealer.setEpoch({ ...without, leaf: keys.leaf });
  expect(await receive(await send())).toBe('foreign');
});

test('who comes late opens nothing of the past, and the others follow without a gap', async () => {
  const { sealer, send, receive, turn, asBen } = pair();
  const past = await send();
  const next = epochOf(6);
  turn(next);
  const newcomer = new FrameOpener(stillTime());
  newcomer.setEpoch(asBen(next));
  const present = await send();
  expect(await newcomer.open(stream, 'vp8', past)).toBe('unknown');
  expect(await newcomer.open(stream, 'vp8', present)).toEqual(deltaFrame());
  expect(await receive(present)).toEqual(deltaFrame());
  expect(await receive(past)).toEqual(deltaFrame());
  expect(await sealer.seal('camera', 'vp8', keyFrame())).not.toBeNull();
});

test('a frame of an epoch that is just ahead waits for it, and is not lost', async () => {
  const { sealer, opener, time, send, receive, asBen } = pair();
  const next = epochOf(6);
  sealer.setEpoch(next);
  const opened = receive(await send());
  time.move(900);
  opener.setEpoch(asBen(next));
  expect(await opened).toEqual(deltaFrame());
});

test('who left opens nothing of the future, however long it waits', async () => {
  const { sealer, time, send, receive } = pair();
  sealer.setEpoch(epochOf(6));
  const opened = receive(await send());
  time.move(1_001);
  expect(await opened).toBe('unknown');
});

test('frames of an epoch that is over are refused after five seconds', async () => {
  const { time, send, receive, turn } = pair();
  const [inFlight, heldBack] = [await send(), await send()];
  turn(epochOf(6));
  expect(await receive(inFlight)).toEqual(deltaFrame());
  time.move(5_001);
  expect(await receive(heldBack)).toBe('old');
  turn(epochOf(7));
  expect(await receive(heldBack)).toBe('unknown');
});

test('further changes of the group do not make an old epoch last longer', async () => {
  const { time, send, receive, turn } = pair();
  const heldBack = await send();
  for (const epoch of [6, 7, 8]) {
    turn(epochOf(epoch));
    time.move(2_000);
  }
  expect(await receive(heldBack)).toBeTypeOf('string');
});

test('an epoch of another group that looks the same in a frame opens nothing of the former', async () => {
  const { send, receive, turn } = pair();
  const former = await send();
  turn(epochOf(5 + 256));
  expect(await receive(former)).toBe('forged');
  expect(await receive(await send())).toEqual(deltaFrame());
});

/** Which key and which counter a frame was encrypted with. */
const useOf = (frame: ArrayBuffer | null): string => {
  const header = decodeHeader(new Uint8Array(frame ?? new ArrayBuffer()), 3);
  return `${header?.kid} ${header?.ctr}`;
};

test('no counter of a key is used twice, whatever epochs come and go, and however often the page is reloaded', async () => {
  const epochs = [5, 6, 7].map((epoch) => epochOf(epoch));
  const step = fc.oneof(
    fc.constantFrom(...epochs).map((keys) => ({ keys }) as const),
    fc.constantFrom('camera', 'screen', 'reload', 'silence', 'two at once'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      let run = 0;
      let sealer = new FrameSealer(run);
      const frames: (ArrayBuffer | null)[] = [];
      const send = (source: 'camera' | 'screen') => sealer.seal(source, 'vp8', deltaFrame());
      for (const one of steps) {
        if (typeof one === 'object') sealer.setEpoch(one.keys);
        else if (one === 'reload') sealer = new FrameSealer((run += 1));
        else if (one === 'silence') sealer.clear();
        else if (one === 'two at once') frames.push(...(await Promise.all([send('camera'), send('camera')])));
        else frames.push(await send(one));
      }
      const uses = frames.filter((frame) => frame !== null).map(useOf);
      expect(new Set(uses).size).toBe(uses.length);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

test('each load of a page has a run of its own, so that it begins no counter again', async () => {
  const keys = epochOf(5);
  const uses = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const sealer = new FrameSealer();
      sealer.setEpoch(keys);
      return useOf(await sealer.seal('camera', 'vp8', deltaFrame()));
    }),
  );
  expect(new Set(uses).size).toBe(50);
});

test('after a reload of its sender the frames of before are refused a second time, and the new ones open', async () => {
  const { keys, send, receive } = pair();
  const before = await send();
  expect(await receive(before)).toEqual(deltaFrame());
  const reloaded = new FrameSealer();
  reloaded.setEpoch(keys);
  const after = (await reloaded.seal('camera', 'vp8', deltaFrame())) ?? new ArrayBuffer();
  expect(await receive(after)).toEqual(deltaFrame());
  expect([await receive(before), await receive(after)]).toEqual(['replayed', 'replayed']);
});

test('an epoch that was used is not taken up again by who sends, and its frames stay seen by who receives', async () => {
  const { keys, send, receive, turn } = pair();
  const first = await send();
  expect(await receive(first)).toEqual(deltaFrame());
  turn(keys);
  expect(await receive(first)).toBe('replayed');
  expect(await receive(await send())).toEqual(deltaFrame());
  turn(epochOf(6));
  turn(keys);
  expect(await receive(first)).toBe('replayed');
  expect(await receive(await send())).toEqual(deltaFrame());
});

test('frames of many invented runs fill no memory, and open nothing', async () => {
  const { keys, opener } = pair();
  const strangers = await Promise.all(
    Array.from({ length: 200 }, async (_, run) => {
      const sealer = new FrameSealer(run);
      sealer.setEpoch({ ...keys, base: randomBytes(16) });
      return (await sealer.seal('camera', 'vp8', deltaFrame())) ?? new ArrayBuffer();
    }),
  );
  for (const frame of strangers) expect(await opener.open(stream, 'vp8', frame)).toBe('forged');
});
