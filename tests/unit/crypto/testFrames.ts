import type { EpochKeys } from '../../../client/crypto/frames/frameKeys.ts';
import { FrameOpener } from '../../../client/crypto/frames/frameOpener.ts';
import type { FrameKeys } from '../../../client/crypto/frames/framePort.ts';
import { FrameSealer } from '../../../client/crypto/frames/frameSealer.ts';
import type { VirtualTime } from './virtualTime.ts';

/** The frames of one browser, without a browser: the real sealer and opener behind the port that the group knows. */
export class TestFrames implements FrameKeys {
  readonly #sealer = new FrameSealer();
  readonly #opener: FrameOpener;
  /** The keys that this browser has now. */
  keys: EpochKeys | null = null;
  report: Parameters<FrameKeys['listen']>[0] = () => {};

  constructor(time: VirtualTime) {
    // What is not here yet is not waited for: the test's clock stands still meanwhile.
    this.#opener = new FrameOpener({ now: time.now, wait: () => Promise.resolve(), patience: 0 });
  }

  setEpoch: FrameKeys['setEpoch'] = (keys) => {
    this.keys = keys;
    if (keys) {
      this.#sealer.setEpoch(keys);
      this.#opener.setEpoch(keys);
    } else {
      this.#sealer.clear();
      this.#opener.clear();
    }
  };
  listen: FrameKeys['listen'] = (listener) => void (this.report = listener);
  protectSender = () => {};
  protectReceiver = () => {};

  /** A frame of the microphone as it travels; null when nothing may be sent. */
  send(text = 'bonjour'): Promise<ArrayBuffer | null> {
    return this.#sealer.seal('mic', 'opus', new TextEncoder().encode(text).buffer);
  }

  /** What this browser hears of a frame that is said to be somebody's. */
  async hear(from: string, frame: ArrayBuffer | null): Promise<string> {
    const opened = frame ? await this.#opener.open({ id: from, source: 'mic' }, 'opus', frame) : 'nothing';
    return typeof opened === 'string' ? opened : new TextDecoder().decode(opened);
  }
}
