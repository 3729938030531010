import type { Source } from '#protocol/media.ts';
// oxlint-disable-next-line import/default -- Vite makes this module, which has one.
import FrameWorker from './frames.worker.ts?worker&inline';
import { KeyWaiters } from './keyWaiters.ts';
import { browserTime } from '../base/browserTime.ts';
import type { EpochKeys } from './frameKeys.ts';
import type { FrameStats, FrameTrouble, FromFrameWorker, ToFrameWorker, TransformOptions } from './frameMessages.ts';

/** Where the group puts the keys of the frames. */
export type FrameKeys = {
  /** Seals and opens with these keys from now on; with null nothing is sent and nothing opened. */
  setEpoch(keys: EpochKeys | null): void;
  /** The one who is told of dropped frames, at most once a second. */
  listen(listener: (troubles: readonly FrameTrouble[]) => void): void;
  /** Encrypts what this sender sends. To be called before anything is negotiated for it. */
  protectSender(sender: RTCRtpSender, source: Source): void;
  /** Decrypts what this receiver receives, if it is this person's and of this source. Nothing else gets through. */
  protectReceiver(receiver: RTCRtpReceiver, id: string, source: Source): void;
};

const kindOf = { mic: 'audio', camera: 'video', screen: 'video', screenAudio: 'audio' } as const satisfies Record<Source, string>;

/**
 * The page's side of the frame worker, which it owns. The worker's script stands in the class's script, which `index.html` pins by
 * its hash: a worker's own request cannot be pinned, and a server could answer it with anything. In a class that is not encrypted there is no worker and nothing is done.
 */
export class FramePort implements FrameKeys, Disposable {
  readonly #worker: Worker | null;
  readonly #keys = new KeyWaiters(browserTime.after);
  #listener: (troubles: readonly FrameTrouble[]) => void = () => {};
  #waiting: ((stats: FrameStats) => void)[] = [];

  constructor(encrypted: boolean) {
    this.#worker = encrypted ? new FrameWorker() : null;
    this.#worker?.addEventListener('message', ({ data }: MessageEvent<FromFrameWorker>) => this.#hear(data));
  }

  setEpoch(keys: EpochKeys | null): void {
    this.#tell(keys ? { say: 'epoch', keys } : { say: 'silence' });
    this.#keys.set(keys?.leaves.keys() ?? []);
  }

  listen(listener: (troubles: readonly FrameTrouble[]) => void): void {
    this.#listener = listener;
  }

  protectSender(sender: RTCRtpSender, source: Source): void {
    const options: TransformOptions = { act: 'seal', source, kind: kindOf[source] };
    if (this.#worker) sender.transform = new RTCRtpScriptTransform(this.#worker, options);
  }

  protectReceiver(receiver: RTCRtpReceiver, id: string, source: Source): void {
    const options: TransformOptions = { act: 'open', id, source, kind: kindOf[source] };
    if (this.#worker) receiver.transform = new RTCRtpScriptTransform(this.#worker, options);
  }

  /**
   * Resolves once this person's frames can be opened, or after some seconds. Who asks for the frames earlier loses the first
   * picture, and with it a second.
   */
  async opens(id: string): Promise<void> {
    if (this.#worker) await this.#keys.wait(id);
  }

  /** How many frames were handled, and what it took. Null in a class that is not encrypted. */
  stats(): Promise<FrameStats | null> {
    if (!this.#worker) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#tell({ say: 'stats' });
    });
  }

  [Symbol.dispose](): void {
    this.#worker?.terminate();
  }

  #tell(message: ToFrameWorker): void {
    this.#worker?.postMessage(message);
  }

  #hear(message: FromFrameWorker): void {
    if (message.say === 'trouble') return this.#listener(message.troubles);
    this.#waiting.shift()?.(message.stats);
  }
}
