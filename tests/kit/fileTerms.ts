import type { FileTerms } from '../../server/classroom/files/cabinet.ts';
import { FileSpace } from '../../server/classroom/files/space.ts';
import { serverTools } from '../../server/tools/registry.ts';

/** Room for files, as a class that none are handed out in needs it. */
export const fileTerms = (): FileTerms => ({ fileBytes: 1_000_000, classBytes: 2_000_000, all: new FileSpace(4_000_000) });

/** What a class is equipped with: every tool, and that room. */
export const equipment = () => ({ tools: serverTools, files: fileTerms() });
