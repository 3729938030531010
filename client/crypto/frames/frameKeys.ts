import type { Source } from '#protocol/media.ts';
import type { Bytes } from '../base/bytes.ts';
import { deriveKey, type SFrameKey } from './sframe.ts';

// Numbers of their own, so that the worker does not load the protocol's schemas.
const sources = ['mic', 'camera', 'screen', 'screenAudio'] as const satisfies readonly Source[];

/** The base key of one epoch's frames (RFC 9605, section 5.2), and who sits on which leaf in it. */
export type EpochKeys = {
  readonly epoch: number;
  readonly base: Bytes;
  /** One's own leaf. */
  readonly leaf: number;
  /** Everybody's leaf, by participant. */
  readonly leaves: ReadonlyMap<string, number>;
};

/**
 * What the key identifier of a frame says (RFC 9605, section 5.2, with E = 8 and S = 12): the lowest 8 bits of the epoch, the
 * sender's leaf, and as the context the source (2 bits) and the sender's run (28 bits): a random number of each load of the page, so that no
 * counter of one key is ever used again.
 */
export type FrameOrigin = { readonly epoch: number; readonly leaf: number; readonly source: Source; readonly run: number };

const leafBits = 12n;
const epochBits = 8n;
const sourceBits = 2n;
const runBits = 28n;
export const runs = 2 ** Number(runBits);

export const kidOf = ({ epoch, leaf, source, run }: FrameOrigin): bigint =>
  (((((BigInt(run) << sourceBits) | BigInt(sources.indexOf(source))) << leafBits) | BigInt(leaf)) << epochBits) |
  BigInt(epoch & 255);

const low = (value: bigint, bits: bigint): number => Number(value & ((1n << bits) - 1n));

/** Reads a key identifier; null when it is longer than ours. */
export const originOf = (kid: bigint): FrameOrigin | null => {
  const context = kid >> (epochBits + leafBits);
  const source = sources[low(context, sourceBits)];
  if (context >> (sourceBits + runBits) !== 0n || source === undefined) return null;
  return { epoch: low(kid, epochBits), leaf: low(kid >> epochBits, leafBits), source, run: Number(context >> sourceBits) };
};

/** The SFrame key of one source of one sender in one epoch: the key identifier is part of what it is derived from. */
export const frameKey = (base: Bytes, origin: FrameOrigin): Promise<SFrameKey> => deriveKey(4, kidOf(origin), base);
