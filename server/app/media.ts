import type { Clock } from '../classroom/ports.ts';
import type { Config } from '../config/schema.ts';
import type { Log } from '../logs/log.ts';
import { bitrateLimits } from '../media/bitrates.ts';
import { type MediaPool, openMedia } from '../media/workers.ts';
import { mediaEvents } from './mediaEvents.ts';

type MediaParts = { readonly settings: Config['media']; readonly log: Log; readonly clock: Clock };

/** The pool of workers, as the configuration has it. Throws when none starts. */
export const openMediaPool = ({ settings, log, clock }: MediaParts): Promise<MediaPool> => {
  const { listenAddress: listenIp, announcedAddress, workers, cameraKbps, screenKbps, ...ports } = settings;
  return openMedia({
    ...ports,
    listenIp,
    ...(announcedAddress && { announcedAddress }),
    ...(workers > 0 && { workers }),
    log: mediaEvents(log),
    clock,
    limits: bitrateLimits({ cameraKbps, screenKbps }),
  });
};
