import type { ToolTerms } from '../port.ts';

export const terms = {
  rights: { react: { standard: true, stoppedByCalm: true } },
  sealed: { react: 700 },
} as const satisfies ToolTerms;
