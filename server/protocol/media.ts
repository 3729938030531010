import { z } from 'zod';
import { technicalText } from './fields.ts';
import { sources } from './sources.ts';

export { kindOf, type Source, sources } from './sources.ts';

export const source = z.enum(sources);

/** How large a tile is shown: decides the highest simulcast layer that is forwarded (180p, 360p, 720p). */
export const tileSize = z.enum(['small', 'medium', 'large']);
export type TileSize = z.infer<typeof tileSize>;

/** Which of the two WebRTC transports of a participant. */
export const directions = ['send', 'recv'] as const;
export const direction = z.enum(directions);
export type Direction = z.infer<typeof direction>;

const parameters = z
  .record(z.string().max(64).meta({ technical: true }), z.union([technicalText(256), z.number(), z.null()]))
  .refine((value) => Object.keys(value).length <= 32);
const mediaKind = z.enum(['audio', 'video']);

const rtcpFeedback = z.strictObject({ type: technicalText(32), parameter: technicalText(32).optional() });

const codecCapability = z.object({
  kind: mediaKind,
  mimeType: technicalText(64),
  preferredPayloadType: z.int().min(0).max(127).optional(),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).optional(),
  parameters: parameters.optional(),
  rtcpFeedback: z.array(rtcpFeedback).max(16).optional(),
});

const headerExtensionCapability = z.object({
  kind: mediaKind,
  uri: technicalText(256),
  preferredId: z.int().min(1).max(255),
  preferredEncrypt: z.boolean().optional(),
  direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
});

/** What a browser or the router can receive (mediasoup's RtpCapabilities, bounded). */
export const rtpCapabilities = z.object({
  codecs: z.array(codecCapability).max(64),
  headerExtensions: z.array(headerExtensionCapability).max(64),
});
export type RtpCapabilitiesMessage = z.infer<typeof rtpCapabilities>;

const codecParameters = z.object({
  mimeType: technicalText(64),
  payloadType: z.int().min(0).max(127),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).optional(),
  parameters: parameters.optional(),
  rtcpFeedback: z.array(rtcpFeedback).max(16).optional(),
});

const encoding = z.object({
  ssrc: z.int().min(0).max(0xffffffff).optional(),
  rid: technicalText(16).optional(),
  codecPayloadType: z.int().min(0).max(127).optional(),
  rtx: z.object({ ssrc: z.int().min(0).max(0xffffffff) }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: technicalText(16).optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.int().min(0).max(20_000_000).optional(),
  active: z.boolean().optional(),
  maxFramerate: z.number().min(0).max(120).optional(),
});

/** What a browser sends, or is to receive (mediasoup's RtpParameters, bounded). */
export const rtpParameters = z.object({
  mid: technicalText(16).optional(),
  codecs: z.array(codecParameters).min(1).max(8),
  headerExtensions: z
    .array(
      z.object({
        uri: technicalText(256),
        id: z.int().min(1).max(255),
        encrypt: z.boolean().optional(),
        parameters: parameters.optional(),
      }),
    )
    .max(32)
    .optional(),
  encodings: z.array(encoding).min(1).max(4).optional(),
  rtcp: z
    .object({ cname: technicalText(64).optional(), reducedSize: z.boolean().optional(), mux: z.boolean().optional() })
    .optional(),
  msid: technicalText(128).optional(),
});
export type RtpParametersMessage = z.infer<typeof rtpParameters>;

/** RFC 8122 fingerprints and the DTLS role. */
export const dtlsParameters = z.strictObject({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.strictObject({ algorithm: z.enum(['sha-256', 'sha-384', 'sha-512', 'sha-1', 'sha-224']), value: technicalText(200) }),
    )
    .min(1)
    .max(8),
});
export type DtlsParametersMessage = z.infer<typeof dtlsParameters>;

const iceParameters = z.object({
  usernameFragment: technicalText(64),
  password: technicalText(64),
  iceLite: z.boolean().optional(),
});
const iceCandidate = z.object({
  foundation: technicalText(64),
  priority: z.int(),
  address: technicalText(64),
  ip: technicalText(64),
  protocol: z.enum(['udp', 'tcp']),
  port: z.int(),
  type: technicalText(8),
  tcpType: technicalText(8).optional(),
});

/** What a browser needs to connect one transport. The addresses are the server's own. */
export const transportParameters = z.object({
  id: technicalText(64),
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
});
export type TransportParameters = z.infer<typeof transportParameters>;
