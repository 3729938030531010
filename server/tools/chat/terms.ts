import type { ToolTerms } from '../port.ts';

export const terms = {
  rights: {
    chat: { standard: true, stoppedByCalm: true },
    privateChat: { standard: false, stoppedByCalm: true },
  },
  sealed: { chat: 8_000 },
} as const satisfies ToolTerms;
