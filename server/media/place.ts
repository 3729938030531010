import type { Wanted } from './forwarding.ts';
import type { Seat } from './seat.ts';

/**
 * How far what others send gets to a participant: they hear of nothing; it is offered, so that they build it, and not sent; it is
 * sent. Nothing is ever sent to who is not admitted.
 */
export type Reach = 'nothing' | 'offered' | 'sent';

/**
 * A participant: the tiles they look at, once they have said, outlive their transports. `turn` tells the last `open` from those
 * it replaced.
 */
export type Place = { wanted: Wanted | undefined; seat: Seat | undefined; turn: symbol | undefined; reach: Reach };
