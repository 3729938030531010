import type { LeaveReason, RefusalCode } from '#protocol/codes.ts';
import type { Phase } from './call.ts';

/** Endings that are nobody's wish: the same person may enter again at once, so the tab keeps the link. */
const unwanted: readonly (LeaveReason | RefusalCode)[] = [
  'lost',
  'waited',
  'crowded',
  'stopping',
  'violation',
  'invalid',
  'unknown',
  'too-large',
  'too-often',
  'version',
  'ticket',
  'full',
  'locked',
  'host-away',
  'conflict',
  'media',
  'internal',
  'offline',
];

/** Whether the way back stays open after this end. After any other one nothing of the class stays in the browser. */
export const mayEnterAgain = (phase: Extract<Phase, { at: 'gone' | 'refused' }>): boolean =>
  unwanted.includes(phase.at === 'gone' ? phase.reason : phase.code);
