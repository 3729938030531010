import { type Codec, codecOf } from './codecs.ts';
import { FaultLog } from './faultLog.ts';
import type { FrameStats, FromFrameWorker, ToFrameWorker, TransformOptions } from './frameMessages.ts';
import { FrameOpener } from './frameOpener.ts';
import { FrameSealer } from './frameSealer.ts';

/** The parts of WebRTC Encoded Transform (W3C) that are used here. */
type Frame = { data: ArrayBuffer; readonly type?: string; getMetadata(): { readonly mimeType?: string } };
type Transformer = {
  readonly readable: ReadableStream<Frame>;
  readonly writable: WritableStream<Frame>;
  readonly options: TransformOptions;
  sendKeyFrameRequest?(): Promise<unknown>;
};
type Scope = {
  onrtctransform: (event: { readonly transformer: Transformer }) => void;
  onmessage: (event: { readonly data: ToFrameWorker }) => void;
  postMessage(message: FromFrameWorker): void;
};

const scope = globalThis as unknown as Scope;
const sealer = new FrameSealer();
const opener = new FrameOpener({
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});
const spent = { sealed: { frames: 0, millis: 0 }, opened: { frames: 0, millis: 0 }, dropped: 0 } satisfies FrameStats;
const log = new FaultLog((troubles) => scope.postMessage({ say: 'trouble', troubles }));
const keyFrameInterval = 1_000;

/** The frame's codec; null when it cannot be encrypted. A browser that does not say sends what the router offers. */
const codecOfFrame = (frame: Frame, kind: string): Codec | null => {
  const { mimeType } = frame.getMetadata();
  if (mimeType === undefined) return kind === 'audio' ? 'opus' : 'vp8';
  return codecOf(mimeType.includes('/') ? mimeType : `${kind}/${mimeType}`);
};

/** The codec of each frame of one stream. It changes with a key frame only, and asking takes longer than decrypting. */
const codecReader = (kind: string) => {
  let codec: Codec | null = null;
  return (frame: Frame): Codec | null => {
    if (codec === null || frame.type === 'key') codec = codecOfFrame(frame, kind);
    return codec;
  };
};

const sealing = ({ kind, source }: TransformOptions) => {
  const codecOfNext = codecReader(kind);
  return async (frame: Frame): Promise<boolean> => {
    const codec = codecOfNext(frame);
    const sealed = codec && (await sealer.seal(source, codec, frame.data));
    if (sealed) frame.data = sealed;
    return sealed !== null;
  };
};

/** After a gap in a video, asks for a key frame, at most once a second: until one comes the decoder shows nothing. */
const gapRepair = (transformer: Transformer) => {
  let gap = false;
  let asked = -keyFrameInterval;
  return (opened: boolean) => {
    const now = performance.now();
    if (opened && gap && transformer.options.kind === 'video' && now - asked >= keyFrameInterval) {
      asked = now;
      transformer.sendKeyFrameRequest?.().catch(() => undefined);
    }
    gap = !opened;
  };
};

const opening = (transformer: Transformer, options: TransformOptions & { act: 'open' }) => {
  const repair = gapRepair(transformer);
  const codecOfNext = codecReader(options.kind);
  return async (frame: Frame): Promise<boolean> => {
    const codec = codecOfNext(frame);
    const opened = codec ? await opener.open(options, codec, frame.data) : 'forged';
    repair(typeof opened !== 'string');
    if (typeof opened === 'string') log.note(options, opened);
    else frame.data = opened;
    return typeof opened !== 'string';
  };
};

/** Hands on, in their order, the frames of which the task says so. A TransformStream does the same, with more work for the browser. */
const pump = async ({ readable, writable }: Transformer, task: (frame: Frame) => Promise<boolean>): Promise<void> => {
  const reader = readable.getReader();
  const writer = writable.getWriter();
  for (;;) {
    const { value: frame, done } = await reader.read();
    if (done) return;
    if (await task(frame)) writer.write(frame).catch(() => undefined);
  }
};

scope.onrtctransform = ({ transformer }) => {
  const { options } = transformer;
  const handle = options.act === 'seal' ? sealing(options) : opening(transformer, options);
  const account = options.act === 'seal' ? spent.sealed : spent.opened;
  const task = async (frame: Frame): Promise<boolean> => {
    const start = performance.now();
    // Whatever fails, the frame is dropped: it is never handed on as it is.
    const good = await handle(frame).catch(() => false);
    if (good) {
      account.frames++;
      account.millis += performance.now() - start;
    } else spent.dropped++;
    return good;
  };
  // It ends with the stream that it is in.
  pump(transformer, task).catch(() => undefined);
};

scope.onmessage = ({ data }) => {
  switch (data.say) {
    case 'epoch':
      sealer.setEpoch(data.keys);
      return opener.setEpoch(data.keys);
    case 'silence':
      sealer.clear();
      return opener.clear();
    case 'stats':
      return scope.postMessage({ say: 'stats', stats: spent });
  }
};
