import type { ToolContract } from '../port.ts';

/** Polls. What is asked and answered goes by slates (`protocol/slates.ts`), and of it the server sees nothing. */
export const contract = { requests: {}, news: {}, state: null } as const satisfies ToolContract;
