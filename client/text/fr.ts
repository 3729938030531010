import { codes } from './fr/codes.ts';
import { pages } from './fr/pages.ts';
import { preflight } from './fr/preflight.ts';
import { room } from './fr/room.ts';

/** Every text of the product in French. Its type is the shape that each other language must have. */
export const fr = { codes, pages, preflight, room };
export type Text = typeof fr;
