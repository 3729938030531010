import type { ToolContract } from '../port.ts';

/** Pages that are shown to a class. What they are goes by slates and sealed files, and of it the server sees nothing. */
export const contract = { requests: {}, news: {}, state: null } as const satisfies ToolContract;
