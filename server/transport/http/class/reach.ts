import { askReach } from '../../../protocol/http.ts';
import type { TransportParameters } from '../../../protocol/media.ts';
import { bodyOf } from '../answers.ts';
import { countsItself } from '../counted.ts';
import type { Routes } from '../routes.ts';
import { classInPath } from './known.ts';
import { linkProof, type LinkProofParts } from './linkProof.ts';

type ReachParts = LinkProofParts & {
  /** Opens a transport for a trial of the network; trials are shared by `share`. Refuses with `media`. */
  readonly probe: (share: string) => Promise<TransportParameters>;
};

/** For who proves to have the link: a trial of the network. */
export const reachRoutes =
  (parts: ReachParts): Routes =>
  (app) => {
    const { probe, limits } = parts;
    const prove = linkProof(parts);

    /** Before entering: a transport with which the browser tries whether it reaches the media ports (RFC 8445). */
    app.post('/api/classes/:id/reach', countsItself, async (request): Promise<TransportParameters> => {
      const { door } = bodyOf(askReach, request);
      const id = classInPath(request.params);
      await prove(request, id, door, { ask: 'reach' });
      return probe(limits.byShare('trialsPerMinute', id, request));
    });
  };
