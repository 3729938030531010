import type { Nodes } from './port.ts';

/** One server runs every class: there is nobody to ask. */
export const single: Nodes = { claim: async () => ({ [Symbol.asyncDispose]: async () => {} }) };
