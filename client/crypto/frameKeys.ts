import type { Source } from '#protocol/media.ts';
import { hkdf } from './primitives.ts';
import type { SenderKey } from './senderKeys.ts';
import { deriveKey, type SFrameKey } from './sframe.ts';

// Numbers of their own, so that the worker does not load the protocol's schemas.
const sources = ['mic', 'camera', 'screen', 'screenAudio'] as const satisfies readonly Source[];

/** What the key identifier of a frame says: 12 bits of slot, 8 of generation, 8 of step, 4 of source. */
export type FrameOrigin = {
  readonly slot: number;
  /** The lowest 8 bits of the sender key's generation. */
  readonly generation: number;
  readonly step: number;
  readonly source: Source | null;
};

export const kidOf = (slot: number, { generation, step }: Omit<SenderKey, 'key'>, source: Source): number =>
  ((slot << 20) | ((generation & 255) << 12) | (step << 4) | sources.indexOf(source)) >>> 0;

/** Reads a key identifier; null when it has more than 32 bits. */
export const originOf = (kid: bigint): FrameOrigin | null => {
  if (kid > 0xffffffffn) return null;
  const bits = Number(kid);
  return { slot: bits >>> 20, generation: (bits >>> 12) & 255, step: (bits >>> 4) & 255, source: sources[bits & 15] ?? null };
};

/** The SFrame key of one source. Each source has its own base key, so that their counters cannot meet. */
export const frameKey = async (slot: number, key: SenderKey, source: Source): Promise<SFrameKey> => {
  const base = await hkdf(key.key, `source ${sources.indexOf(source)}`, 16);
  return deriveKey(4, BigInt(kidOf(slot, key, source)), base);
};
