import { existsSync } from 'node:fs';
import { isJump, knownTimeIn } from '../privacy/knownTime.ts';
import type { Doubt } from '../privacy/purgeClock.ts';

/** One sentence for who runs the server, and what to do. */
export const doubtInWords = ({ known, now }: Doubt): string => {
  const [last, today] = [known, now].map((at) => new Date(at).toISOString().slice(0, 10));
  return `This machine's clock says ${today}, but the server last ran on ${last}: nothing that expires is erased until somebody confirms. If today is ${today}, run npm run clock -- confirm; if not, set the clock right.`;
};

/** What `npm run clock` says. `now`: milliseconds since 1970. */
export const clockInWords = (folder: string, now: number): string => {
  const known = knownTimeIn(folder).read();
  if (known !== null && isJump(known, now)) return doubtInWords({ known, now });
  return `This machine's clock says ${new Date(now).toISOString()}, and the server erases by it what expires.`;
};

/** Confirms the machine's clock, for the server that runs or for the next one. False when there is no data folder. */
export const confirmClock = (folder: string, now: number): boolean => {
  if (!existsSync(folder)) return false;
  knownTimeIn(folder).write(now);
  return true;
};
