import type { ToolTerms } from '../port.ts';

export const terms = { rights: { hand: { standard: true, stoppedByCalm: false } }, sealed: {} } as const satisfies ToolTerms;
