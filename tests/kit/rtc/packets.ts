import type { RtpParametersMessage, Source } from '#protocol/media.ts';

/** One RTP stream of a test's sender: what a browser would have in one encoding. */
export type StreamShape = {
  readonly source: Source;
  readonly ssrc: number;
  readonly packetsPerSecond: number;
  /** Of each frame. */
  readonly bytes: number;
  /** The last 8 bytes of each packet say when it was made: see `ageOf`. */
  readonly stamped?: boolean;
};

const payloadTypes = { audio: 111, video: 96 } as const;
const clockRates = { audio: 48_000, video: 90_000 } as const;
const audioLevelId = 1;

export const mediaKind = (source: Source): 'audio' | 'video' =>
  source === 'mic' || source === 'screenAudio' ? 'audio' : 'video';

/** What a browser would say that it sends, for Opus or VP8 with one encoding per SSRC. */
export const rtpParametersOf = (source: Source, ssrcs: readonly number[]): RtpParametersMessage => {
  const encodings = ssrcs.map((ssrc) => ({ ssrc }));
  const rtcp = { cname: 'a' };
  if (mediaKind(source) === 'video')
    return {
      codecs: [
        {
          mimeType: 'video/VP8',
          payloadType: payloadTypes.video,
          clockRate: clockRates.video,
          parameters: {},
          rtcpFeedback: [
            { type: 'nack', parameter: '' },
            { type: 'nack', parameter: 'pli' },
          ],
        },
      ],
      headerExtensions: [],
      encodings,
      rtcp,
    };
  return {
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: payloadTypes.audio,
        clockRate: clockRates.audio,
        channels: 2,
        parameters: {},
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: audioLevelId }],
    encodings,
    rtcp,
  };
};

/**
 * Makes the RTP packets (RFC 3550) of one stream, one frame each: Opus noise with its level (RFC 6464), or VP8 (RFC 7741)
 * whose first frame, and each one after `wantKeyFrame`, is a key frame.
 */
export const packetMaker = ({ source, ssrc, packetsPerSecond, bytes, stamped }: StreamShape) => {
  const kind = mediaKind(source);
  const head = kind === 'audio' ? 8 : 10;
  const packet = Buffer.alloc(12 + head + bytes, 0x5a);
  packet[0] = kind === 'audio' ? 0x90 : 0x80;
  packet.writeUInt32BE(ssrc, 8);
  // One-byte header extension (RFC 8285): voice, -20 dBov.
  if (kind === 'audio') packet.set([0xbe, 0xde, 0, 1, audioLevelId << 4, 0x80 | 20, 0, 0], 12);
  let sequence = 0;
  let key = true;
  return {
    wantKeyFrame: (): void => {
      key = true;
    },
    next: (): Buffer => {
      packet[1] = (kind === 'video' ? 0x80 : 0) | payloadTypes[kind];
      packet.writeUInt16BE(sequence & 0xffff, 2);
      packet.writeUInt32BE(Math.round((sequence * clockRates[kind]) / packetsPerSecond) >>> 0, 4);
      // Descriptor with a 15-bit picture number, then the frame tag: its lowest bit is 0 in a key frame, which is 16 by 16.
      if (kind === 'video')
        packet.set(
          [0x90, 0x80, 0x80 | ((sequence >> 8) & 0x7f), sequence & 0xff, key ? 0x10 : 0x11, 0, 0, 0x9d, 0x01, 0x2a, 16, 0, 16, 0],
          12,
        );
      key = false;
      sequence++;
      if (stamped) packet.writeBigUInt64BE(process.hrtime.bigint(), packet.length - 8);
      return packet;
    },
  };
};

/** How long ago a stamped packet was made on this machine, in milliseconds. */
export const ageOf = (packet: Buffer): number =>
  Number(process.hrtime.bigint() - packet.readBigUInt64BE(packet.length - 8)) / 1e6;

/** The streams of which this RTCP (RFC 4585, RFC 5104) asks a key frame. */
export const keyFramesAskedBy = (packet: Buffer): number[] => {
  const ssrcs: number[] = [];
  for (let at = 0; at + 12 <= packet.length; at += (packet.readUInt16BE(at + 2) + 1) * 4) {
    const format = packet.readUInt8(at) & 0x1f;
    if (packet.readUInt8(at + 1) === 206 && format === 1) ssrcs.push(packet.readUInt32BE(at + 8));
    if (packet.readUInt8(at + 1) === 206 && format === 4 && at + 16 <= packet.length) ssrcs.push(packet.readUInt32BE(at + 12));
  }
  return ssrcs;
};

/** RTCP and RTP share the port (RFC 5761). */
export const isRtcp = (packet: Buffer): boolean => packet.length >= 4 && packet.readUInt8(1) >= 192 && packet.readUInt8(1) <= 223;
