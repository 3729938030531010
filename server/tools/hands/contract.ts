import { z } from 'zod';
import { participantId } from '../../protocol/people.ts';
import { nothing, request } from '../../protocol/shapes.ts';
import type { ToolContract } from '../port.ts';

/** Raised hands. */
export const contract = {
  requests: {
    'hand.raise': request(nothing, nothing, 100, 10),
    'hand.lower': request(z.strictObject({ id: participantId }), nothing, 100, 60),
    'hands.lowerAll': request(nothing, nothing, 100, 10),
  },
  news: {},
  /** Who has a hand up, first raised first. */
  state: z.array(participantId).max(128),
} as const satisfies ToolContract;
