import type { Nodes } from './port.ts';
import { single } from './single.ts';

/** Every way to share classes out among servers. */
export const nodes = { single } as const satisfies Record<string, Nodes>;
