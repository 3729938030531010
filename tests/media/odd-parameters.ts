import fc from 'fast-check';
import { type RtpParametersMessage, type Source, sources } from '#protocol/media.ts';
import { rtpParametersOf } from '../kit/rtc/packets.ts';

const ssrc = fc.oneof(fc.constantFrom(0, 1, 2, 0xffffffff), fc.integer({ min: 0, max: 0xffffffff }));
const payloadType = fc.oneof(fc.constantFrom(0, 96, 97, 100, 127), fc.integer({ min: 0, max: 127 }));
const text = (maxLength: number) => fc.string({ maxLength, unit: 'binary' });
const parameters = fc.dictionary(
  fc.oneof(fc.constantFrom('apt', 'profile-id', 'usedtx', '__proto__'), text(8)),
  fc.oneof(fc.constantFrom<string | number | null>(null, -1, 2 ** 53, 1e308, 0.5), payloadType, text(20)),
  { maxKeys: 4 },
);
const feedback = fc.record({
  type: fc.oneof(fc.constantFrom('nack', 'ccm', ''), text(32)),
  parameter: fc.oneof(fc.constantFrom('', 'pli'), text(32)),
});
const opus = fc.constant({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2 });
const vp8 = fc.constant({ mimeType: 'video/VP8', clockRate: 90_000 });
const rtx = fc.constant({ mimeType: 'video/rtx', clockRate: 90_000 });
const oddCodec = fc.record({
  mimeType: fc.oneof(fc.constantFrom('audio/rtx', 'video/', 'AUDIO/OPUS', '/'), text(64)),
  clockRate: fc.integer({ min: 1, max: 1_000_000 }),
});
/** A codec, right or odd. */
export const anyCodec = fc
  .tuple(
    fc.oneof(opus, vp8, vp8, rtx, oddCodec),
    fc.record({ payloadType, parameters, rtcpFeedback: fc.array(feedback, { maxLength: 3 }) }, { requiredKeys: ['payloadType'] }),
  )
  .map(([known, rest]) => ({ ...known, ...rest }));
const encoding = fc.record(
  {
    ssrc,
    rid: fc.oneof(fc.constantFrom('', 'r0', 'r1'), text(16)),
    codecPayloadType: payloadType,
    rtx: fc.record({ ssrc }),
    dtx: fc.boolean(),
    scalabilityMode: fc.oneof(fc.constantFrom('L1T3', 'L3T3_KEY', 'S3T3', 'L99T99'), text(16)),
    maxBitrate: fc.integer({ min: 0, max: 20_000_000 }),
    active: fc.boolean(),
  },
  { requiredKeys: [] },
);
const knownUris = [
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'urn:3gpp:video-orientation',
];
const headerExtension = fc.record(
  {
    uri: fc.oneof(fc.constantFrom(...knownUris), text(40)),
    id: fc.integer({ min: 1, max: 255 }),
    encrypt: fc.boolean(),
    parameters,
  },
  { requiredKeys: ['uri', 'id'] },
);

/** Any certificate fingerprints (RFC 8122) that the schema lets through. */
export const anyDtls = fc.record(
  {
    role: fc.constantFrom('auto', 'client', 'server'),
    fingerprints: fc.array(
      fc.record({
        algorithm: fc.constantFrom('sha-256', 'sha-384', 'sha-512', 'sha-1', 'sha-224'),
        value: fc.oneof(fc.constantFrom('', Array(32).fill('AB').join(':')), text(200)),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  },
  { requiredKeys: ['fingerprints'] },
);

const around = {
  mid: fc.oneof(fc.constantFrom('', '0'), text(16)),
  headerExtensions: fc.array(headerExtension, { maxLength: 4 }),
  encodings: fc.array(encoding, { minLength: 1, maxLength: 4 }),
  rtcp: fc.record({ cname: text(64), reducedSize: fc.boolean(), mux: fc.boolean() }, { requiredKeys: [] }),
  msid: text(60),
};

/** Anything that the protocol's schema lets through; half of it has the right codec, and reaches the worker. */
export const anyStream: fc.Arbitrary<[Source, RtpParametersMessage]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(...sources),
    fc.record({ codecs: fc.array(anyCodec, { minLength: 1, maxLength: 4 }), ...around }, { requiredKeys: ['codecs'] }),
  ),
  fc
    .tuple(
      fc.constantFrom(...sources),
      fc.record(around, { requiredKeys: [] }),
      fc.record({ parameters, rtcpFeedback: fc.array(feedback, { maxLength: 3 }) }, { requiredKeys: [] }),
    )
    .map(([source, odd, oddCodecs]): [Source, RtpParametersMessage] => {
      const right = rtpParametersOf(source, [1]);
      return [source, { ...right, ...odd, codecs: right.codecs.map((one) => ({ ...one, ...oddCodecs })) }];
    }),
);
