import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `npm run build` puts the pages. */
export const builtClient = fileURLToPath(new URL('../../build/client', import.meta.url));

/**
 * The one hash of the pages that are served: the SHA-256, in hexadecimal, of the list of all their files with the hash of
 * each (`manifest.sha256`). `npm run build` prints the same. Null where no pages are built.
 */
export const pagesHash = (clientFolder: string): string | null => {
  try {
    return createHash('sha256')
      .update(readFileSync(join(clientFolder, 'manifest.sha256')))
      .digest('hex');
  } catch {
    return null;
  }
};
