import type { Figure } from '../transport/http/service/metrics.ts';
import type { Core } from './core.ts';

/** What the server tells of itself as a whole, now. `connections`: signalling connections that are open. */
export const figuresOf = ({ directory, media, records }: Core, connections: number): readonly Figure[] => {
  const { classes, people } = directory.figures();
  const transports = media.load().reduce((sum, load) => sum + load.transports, 0);
  return [
    { name: 'classes', help: 'Classes that run now.', value: classes },
    { name: 'participants', help: 'People in classes and lobbies now.', value: people },
    { name: 'media_transports', help: 'WebRTC transports open now.', value: transports },
    { name: 'log_lines_lost', help: 'Log lines that no file took since the start.', value: records.log.lostLines() },
    { name: 'connections', help: 'Signalling connections open now.', value: connections },
  ];
};
