import { codes } from './en/codes.ts';
import { pages } from './en/pages.ts';
import { preflight } from './en/preflight.ts';
import { room } from './en/room.ts';
import type { Text } from './fr.ts';

/** Every text of the product in English. */
export const en: Text = { codes, pages, preflight, room };
