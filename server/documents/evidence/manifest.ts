import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.strictObject({
  format: z.literal(1),
  /** ISO 8601, in UTC. */
  made: z.iso.datetime(),
  software: z.string(),
  /** The settings in force, by path, without secrets, and their SHA-256. */
  configuration: z.strictObject({ sha256: hash, settings: z.record(z.string(), z.unknown()) }),
  /** SHA-256 of each entry of the ledger. */
  ledger: z.record(z.string(), hash),
  /** SHA-256 of each file. */
  files: z.record(z.string(), hash),
});
/** What a set of documents was made from. */
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';

/** The last set in a folder of sets. Null when there is none that can be read. */
export const lastSet = (folder: string): { readonly path: string; readonly manifest: Manifest } | null => {
  const sets = namesIn(folder).flatMap((name) => {
    const path = join(folder, name);
    const manifest = readManifest(join(path, manifestName));
    return manifest ? [{ path, manifest }] : [];
  });
  return sets.toSorted((a, b) => (a.manifest.made < b.manifest.made ? -1 : 1)).at(-1) ?? null;
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const readManifest = (path: string): Manifest | null => {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
};
