import { z } from 'zod';
import { sealed } from '../../protocol/fields.ts';
import { participantId } from '../../protocol/people.ts';
import { nothing, request } from '../../protocol/shapes.ts';
import type { ToolContract } from '../port.ts';
import { terms } from './terms.ts';

const box = sealed(terms.sealed.chat);
const boxFor = z.strictObject({ to: participantId, box });

/** Speaking in writing: the server relays boxes that it cannot open, and holds none. */
export const contract = {
  requests: {
    'chat.all': request(z.strictObject({ box }), nothing, 11_000, 20),
    'chat.hosts': request(z.strictObject({ boxes: z.array(boxFor).min(1).max(8) }), nothing, 90_000, 20),
    'chat.private': request(boxFor, nothing, 11_000, 20),
  },
  news: { chat: z.strictObject({ from: participantId, scope: z.enum(['all', 'hosts', 'private']), box }) },
  state: null,
} as const satisfies ToolContract;
