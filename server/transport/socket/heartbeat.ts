/** How often a browser is asked whether it is still there, and how long it may take to answer, in milliseconds (Engine.IO). */
export const heartbeat = { pingInterval: 10_000, pingTimeout: 10_000 } as const;
