import type { types } from 'mediasoup-client';
import type { Source } from '#protocol/media.ts';

type Encodings = { encodings?: types.RtpEncodingParameters[]; codecOptions?: types.ProducerCodecOptions };

/**
 * How each source is encoded. The camera in three simulcast layers (180p, 360p, 720p), the screen in one sharp layer whose
 * frame rate can be thinned (L1T3), speech with in-band error correction and silence suppression, shared sound in stereo.
 */
export const encodingsOf: Readonly<Record<Source, Encodings>> = {
  camera: {
    encodings: [
      { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 120_000, scalabilityMode: 'L1T3' },
      { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 350_000, scalabilityMode: 'L1T3' },
      { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 1_200_000, scalabilityMode: 'L1T3' },
    ],
    codecOptions: { videoGoogleStartBitrate: 600 },
  },
  screen: { encodings: [{ maxBitrate: 2_000_000, scalabilityMode: 'L1T3' }], codecOptions: { videoGoogleStartBitrate: 1_000 } },
  mic: { codecOptions: { opusFec: true, opusDtx: true, opusStereo: false, opusMaxAverageBitrate: 32_000 } },
  screenAudio: { codecOptions: { opusFec: true, opusStereo: true, opusMaxAverageBitrate: 96_000 } },
};
