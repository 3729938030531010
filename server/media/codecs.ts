import { ortc } from 'mediasoup';
import type { ConsumerLayers, RouterRtpCodecCapability, RtpParameters } from 'mediasoup/types';
import { Refusal } from '../protocol/refusal.ts';
import { kindOf, type RtpCapabilitiesMessage, type RtpParametersMessage, type Source, type TileSize } from '../protocol/media.ts';

/**
 * What a class may carry: Opus and VP8. mediasoup adds retransmission (RFC 4588), NACK, PLI, FIR, REMB and transport-wide
 * congestion control. In-band FEC and DTX of Opus are the sender's choice.
 */
export const mediaCodecs: readonly RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/**
 * Chromium negotiates this header extension and then does not send it, upon which mediasoup 3.27 never switches to another
 * simulcast layer. So it is neither offered nor accepted.
 */
const absCaptureTime = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

/** What every router can receive: the same on all workers. */
export const capabilities: RtpCapabilitiesMessage = (() => {
  const { codecs = [], headerExtensions = [] } = ortc.generateRouterRtpCapabilities([...mediaCodecs]);
  return { codecs, headerExtensions: headerExtensions.filter(({ uri }) => uri !== absCaptureTime) } as RtpCapabilitiesMessage;
})();

const acceptedExtensions = new Set(capabilities.headerExtensions.map(({ uri }) => uri));

/** The simulcast layers, or the single encoding, that a source may have. */
const maxEncodings: Readonly<Record<Source, number>> = { mic: 1, camera: 3, screen: 2, screenAudio: 1 };

/**
 * What a browser says it will send, as the router may see it: only header extensions that it forwards correctly.
 * Refuses with `invalid` a codec of the other kind and more encodings than the source may have.
 */
export const sendable = (source: Source, rtp: RtpParametersMessage): RtpParameters => {
  const prefix = `${kindOf[source]}/`;
  if (rtp.codecs.some(({ mimeType }) => !mimeType.toLowerCase().startsWith(prefix))) throw new Refusal('invalid');
  if ((rtp.encodings ?? []).length > maxEncodings[source]) throw new Refusal('invalid');
  const headerExtensions = (rtp.headerExtensions ?? []).filter(({ uri }) => acceptedExtensions.has(uri));
  return { ...rtp, headerExtensions } as RtpParameters;
};

const spatialLayers: Readonly<Record<TileSize, number>> = { small: 0, medium: 1, large: 2 };

/** The highest layer that a tile of this size needs; mediasoup takes the stream's own highest where it has fewer. */
export const layersFor = (size: TileSize): ConsumerLayers => ({ spatialLayer: spatialLayers[size] });
