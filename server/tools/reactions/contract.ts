import { z } from 'zod';
import { sealed } from '../../protocol/fields.ts';
import { participantId } from '../../protocol/people.ts';
import { nothing, request } from '../../protocol/shapes.ts';
import type { ToolContract } from '../port.ts';
import { terms } from './terms.ts';

const box = sealed(terms.sealed.react);

/** A sign to everybody that passes at once: the server relays it and holds none. */
export const contract = {
  requests: { react: request(z.strictObject({ box }), nothing, 1_000, 30) },
  news: { reaction: z.strictObject({ from: participantId, box }) },
  state: null,
} as const satisfies ToolContract;
