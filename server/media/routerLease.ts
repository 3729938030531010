import type { AudioLevelObserver, Router, WebRtcServer, Worker } from 'mediasoup/types';
import { mediaCodecs } from './codecs.ts';

/** What a class stands on in one worker: its router, the worker's ports, and the ear that says who speaks. */
export type RouterLease = {
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly speakers: AudioLevelObserver;
};

/** Makes the router of one class. Rejects when the worker dies meanwhile. */
export const leaseRouter = async (worker: Worker, server: WebRtcServer): Promise<RouterLease> => {
  const router = await worker.createRouter({ mediaCodecs: [...mediaCodecs] });
  try {
    // Reads the audio level of RTP headers (RFC 6464): it works without hearing anything. Half a second is a syllable or two.
    const speakers = await router.createAudioLevelObserver({ maxEntries: 4, threshold: -60, interval: 500 });
    return { router, server, speakers };
  } catch (error) {
    router.close();
    throw error;
  }
};
