import type { ToolContract } from '../port.ts';

/** What is handed out in a class. It goes by files (`protocol/slates.ts, protocol/http.ts`), named in a slate: of names and content the server sees nothing. */
export const contract = { requests: {}, news: {}, state: null } as const satisfies ToolContract;
