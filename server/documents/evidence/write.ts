import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { documentFiles } from '../files.ts';
import type { LedgerEntry } from '../../privacy/ledger.ts';
import { flatSettings } from '../../config/fingerprint.ts';
import { canonicalJson, sha256 } from '../../privacy/canonical.ts';
import { type Manifest, manifestName } from './manifest.ts';
import { documentSource } from '../facts/runningSource.ts';

/** Where the sets of documents are. */
export const evidenceFolder = (config: Config): string => join(config.data.folder, 'evidence');

/** SHA-256 of each entry of a ledger. */
export const ledgerHashes = (ledger: Readonly<Record<string, LedgerEntry>>): Record<string, string> =>
  Object.fromEntries(Object.entries(ledger).map(([key, entry]) => [key, sha256(canonicalJson(entry))]));

/** SHA-256 of each file. */
export const fileHashes = (files: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(Array.from(files, ([name, content]) => [name, sha256(content)]));

/**
 * Writes every document and a manifest to `<data>/evidence/<date>-<hash>`, and gives that folder. The manifest comes last: a set
 * without one is not complete.
 */
export const writeEvidence = (config: Config, now: Date): string => {
  const source = documentSource(config, now.toISOString());
  const files = documentFiles(source);
  const manifest: Manifest = {
    format: 1,
    made: source.made,
    software: `Ardoise ${source.version}`,
    configuration: { sha256: source.fingerprint, settings: flatSettings(config) },
    ledger: ledgerHashes(source.ledger),
    files: fileHashes(files),
  };
  const folder = join(evidenceFolder(config), `${source.made.slice(0, 10)}-${source.fingerprint.slice(0, 12)}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of files) writeFileSync(join(folder, name), content, { mode: 0o600 });
  writeFileSync(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return folder;
};
