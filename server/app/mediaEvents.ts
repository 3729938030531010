import type { Log } from '../logs/log.ts';
import type { MediaLog } from '../media/worker.ts';

/** The workers' events, as events of the technical log. */
export const mediaEvents =
  (log: Log): MediaLog =>
  (event, data) => {
    const worker = Number(data['worker'] ?? -1);
    if (event === 'media.worker.started') log('media.started', { worker });
    else if (event === 'media.worker.died') log('media.died', { worker });
    else if (event === 'media.unreachable') log(event, { tries: Number(data['tries']) });
    else if (event === 'media.reached') log(event, {});
    else log('media.error', { at: String(data['at']).replaceAll('::', '.').replace('()', '') });
  };
