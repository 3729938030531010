import { ortc } from 'mediasoup';
import type { RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import { Refusal } from '../protocol/refusal.ts';
import type { Direction, RtpCapabilitiesMessage, TransportParameters } from '../protocol/media.ts';
import type { RouterLease } from './routerLease.ts';

/** A participant's way to the worker and back. */
export type Transports = Readonly<Record<Direction, WebRtcTransport>>;

/** Where bandwidth estimation starts, in bits per second: a few tiles at once, without waiting for it to grow. */
const startBitrate = 1_000_000;

/** Makes both transports at once. Refuses with `media` when the worker is gone. */
export const openTransports = async ({ router, server }: RouterLease): Promise<Transports> => {
  const make = () =>
    router.createWebRtcTransport({ webRtcServer: server, preferUdp: true, initialAvailableOutgoingBitrate: startBitrate });
  const [send, recv] = await Promise.allSettled([make(), make()]);
  if (send.status === 'fulfilled' && recv.status === 'fulfilled') return { send: send.value, recv: recv.value };
  for (const made of [send, recv]) if (made.status === 'fulfilled') made.value.close();
  throw new Refusal('media');
};

/** The fingerprints of RFC 8122 that may still vouch for a certificate. */
const strong = new Set(['sha-256', 'sha-384', 'sha-512']);

/** What the browser needs to connect. */
export const parametersOf = ({ id, iceParameters, iceCandidates, dtlsParameters }: WebRtcTransport): TransportParameters => {
  const fingerprints = dtlsParameters.fingerprints.filter(({ algorithm }) => strong.has(algorithm));
  return { id, iceParameters, iceCandidates, dtlsParameters: { ...dtlsParameters, fingerprints } } as TransportParameters;
};

/** What a browser says it can play, as mediasoup wants it. Refuses with `invalid` what makes no sense. */
export const playable = (capabilities: RtpCapabilitiesMessage): RtpCapabilities => {
  const copy = structuredClone(capabilities) as RtpCapabilities;
  try {
    ortc.validateAndNormalizeRtpCapabilities(copy);
  } catch {
    throw new Refusal('invalid');
  }
  return copy;
};
