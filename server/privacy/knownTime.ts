import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const day = 86_400_000;
/** Further ahead than this, in milliseconds, time has not gone by as far as this server knows: its clock may have jumped. A school's server is off for two weeks of holidays, and nobody should have to confirm that. */
const farthestAhead = 17 * day;
const farthestBack = day;

/** The last time that the server took for right, in milliseconds since 1970; null: none yet. */
export type KnownTime = {
  read(): number | null;
  /** Throws when the disk does not take it. */
  write(now: number): void;
};

/** In the data folder, which exists: one line that a person can read (ISO 8601), and nobody's. */
export const knownTimeIn = (folder: string): KnownTime => {
  const path = join(folder, 'clock');
  return {
    read() {
      try {
        const at = Date.parse(readFileSync(path, 'utf8').trim());
        return Number.isNaN(at) ? null : at;
      } catch {
        return null;
      }
    },
    write(now) {
      writeFileSync(`${path}.next`, `${new Date(now).toISOString()}\n`, { mode: 0o600 });
      renameSync(`${path}.next`, path);
    },
  };
};

/** Whether a clock that says `now` is too far from the time known last to erase by it. */
export const isJump = (known: number | null, now: number): boolean =>
  known !== null && (now - known > farthestAhead || known - now > farthestBack);
