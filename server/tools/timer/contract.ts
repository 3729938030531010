import { z } from 'zod';
import { nothing, request } from '../../protocol/shapes.ts';
import type { ToolContract } from '../port.ts';

const mostMs = 180 * 60_000;
const span = z.int().min(0).max(mostMs);

/**
 * A countdown that those who hold the class set, for everybody or for their own eyes: pages of students are told of such a one too, and do
 * not show it. Times are relative: no browser's clock counts.
 */
export const contract = {
  requests: {
    /** In place of the one that runs, if there is one. */
    'timer.start': request(z.strictObject({ minutes: z.int().min(1).max(180), forAll: z.boolean() }), nothing, 100, 20),
    'timer.pause': request(z.strictObject({ paused: z.boolean() }), nothing, 100, 30),
    /** By one minute, up to 180. */
    'timer.extend': request(nothing, nothing, 100, 60),
    'timer.stop': request(nothing, nothing, 100, 20),
  },
  news: { 'timer.over': nothing },
  /** Milliseconds, as of the telling; null: none is set. */
  state: z.strictObject({ totalMs: span, leftMs: span, paused: z.boolean(), forAll: z.boolean() }).nullable(),
} as const satisfies ToolContract;
