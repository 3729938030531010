import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '../ports/secrets.ts';

/** Writes a file that nobody else can read, unless somebody else was faster. */
const writeOnce = (path: string, bytes: Uint8Array): void => {
  try {
    writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
};

/** Files in the data folder, which exists. At once, so that nobody finds one half written. */
export const secretsIn = (folder: string): Secrets => ({
  async keep(name, make) {
    const path = join(folder, name);
    if (!existsSync(path)) writeOnce(path, make());
    return readFileSync(path);
  },
});
