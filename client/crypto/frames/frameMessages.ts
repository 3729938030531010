import type { Source } from '#protocol/media.ts';
import type { EpochKeys } from './frameKeys.ts';
import type { FrameFault, FrameStream } from './frameOpener.ts';

/** What the page tells the frame worker. */
export type ToFrameWorker =
  | { readonly say: 'epoch'; readonly keys: EpochKeys }
  /** Out of the group: nothing is sent and nothing opened any more. */
  | { readonly say: 'silence' }
  | { readonly say: 'stats' };

/** The options of a transform: which stream it is in. */
export type TransformOptions = { readonly kind: 'audio' | 'video' } & (
  | { readonly act: 'seal'; readonly source: Source }
  | ({ readonly act: 'open' } & FrameStream)
);

/** Frames of one stream that were dropped, since the last report. */
export type FrameTrouble = {
  readonly id: string;
  readonly source: Source;
  readonly faults: Readonly<Record<FrameFault, number>>;
};

/** Frames since the worker began, and the time from taking one up to handing it on, in milliseconds, in sum. */
export type FrameStats = {
  readonly sealed: { readonly frames: number; readonly millis: number };
  readonly opened: { readonly frames: number; readonly millis: number };
  readonly dropped: number;
};

/** What the frame worker tells the page. */
export type FromFrameWorker =
  | { readonly say: 'trouble'; readonly troubles: readonly FrameTrouble[] }
  | { readonly say: 'stats'; readonly stats: FrameStats };
