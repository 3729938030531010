import { fileURLToPath } from 'node:url';
import type { Plant } from './proof.ts';

/** A build that leaks in five ways, as one that somebody made in haste would. */
export const leaks: Plant = {
  server: fileURLToPath(new URL('leaks.preload.ts', import.meta.url)),
  page: (page, name) => page.evaluate((told) => void fetch(`/api/notice?name=${told}`), name),
};
