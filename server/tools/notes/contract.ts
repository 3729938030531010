import type { ToolContract } from '../port.ts';

/** The notes of a class. What is written goes by slates (`protocol/slates.ts`), and of it the server sees nothing. */
export const contract = { requests: {}, news: {}, state: null } as const satisfies ToolContract;
