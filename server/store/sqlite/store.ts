import { join } from 'node:path';
import type { StoreKind } from '../ports/store.ts';
import { storeOn } from '../sql/store.ts';
import { connect, openFile } from './connect.ts';

/** One file beside the logs, for one machine. Needs no setting but the folder. */
export const sqlite = {
  settings: {},
  open: (terms) => storeOn(connect(openFile(join(terms.folder, 'ardoise.sqlite'))), terms),
} as const satisfies StoreKind;
