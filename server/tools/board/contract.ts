import type { ToolContract } from '../port.ts';

/** The board of a class. What is drawn goes by slates (`protocol/slates.ts`), and of it the server sees nothing. */
export const contract = { requests: {}, news: {}, state: null } as const satisfies ToolContract;
