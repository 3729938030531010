import type { Endpoint } from './endpoint.ts';
import type { Wanted } from './forwarding.ts';

/**
 * A participant: the tiles they look at, once they have said, outlive their transports. `turn` tells the last `open` from those
 * it replaced. To who is not admitted, nothing is forwarded.
 */
export type Place = { wanted: Wanted | undefined; endpoint: Endpoint | undefined; turn: symbol | undefined; admitted: boolean };
