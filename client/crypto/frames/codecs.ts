/** The codecs whose frames can be encrypted: those that the router offers, and VP9, which needs nothing in clear. */
export type Codec = 'opus' | 'vp8' | 'vp9';

const codecs: Readonly<Record<string, Codec>> = { 'audio/opus': 'opus', 'video/vp8': 'vp8', 'video/vp9': 'vp9' };

/** The codec of a MIME type; null for one whose frames cannot be encrypted. */
export const codecOf = (mimeType: string): Codec | null => codecs[mimeType.toLowerCase()] ?? null;

/**
 * How many bytes at a frame's start stay clear, because the server and the packetizer read them. A VP8 frame begins with a
 * bit which is 0 in a key frame (RFC 6386, section 9.1): its header then holds the picture's size. Opus has its TOC byte
 * (RFC 6716, section 3.1).
 */
export const clearBytesOf = (codec: Codec, frame: Uint8Array): number => {
  if (codec === 'opus') return 1;
  if (codec === 'vp9') return 0;
  return ((frame[0] ?? 1) & 1) === 0 ? 10 : 3;
};
