import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import { documentFiles } from '../files.ts';
import { flatSettings } from '../../config/fingerprint.ts';
import { canonicalJson, sha256 } from '../../privacy/canonical.ts';
import { lastSet, type Manifest } from './manifest.ts';
import { documentSource } from '../facts/runningSource.ts';
import { evidenceFolder, fileHashes, ledgerHashes } from './write.ts';

type Values = Readonly<Record<string, unknown>>;
type Words = {
  readonly added: (name: string, now: unknown) => string;
  readonly gone: (name: string, before: unknown) => string;
  readonly changed: (name: string, before: unknown, now: unknown) => string;
};

const differences = (before: Values, now: Values, words: Words): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) => {
    if (!(name in before)) return [words.added(name, now[name])];
    if (!(name in now)) return [words.gone(name, before[name])];
    return canonicalJson(before[name]) === canonicalJson(now[name]) ? [] : [words.changed(name, before[name], now[name])];
  });

const shown = (value: unknown): string => JSON.stringify(value);
const ofSettings: Words = {
  added: (name, now) => `${name} is now ${shown(now)}; it was not set.`,
  gone: (name, before) => `${name} is no longer set; it was ${shown(before)}.`,
  changed: (name, before, now) => `${name} changed from ${shown(before)} to ${shown(now)}.`,
};
const ofLedger: Words = {
  added: (name) => `The server now handles "${name}", which the last set does not declare.`,
  gone: (name) => `The server no longer handles "${name}", which the last set declares.`,
  changed: (name) => `What the server declares of "${name}" has changed.`,
};

const damagesIn = (path: string, manifest: Manifest): string[] =>
  Object.entries(manifest.files).flatMap(([name, hash]) => {
    try {
      return sha256(readFileSync(join(path, name), 'utf8')) === hash ? [] : [`${name} was changed after it was written.`];
    } catch {
      return [`${name} is missing from the set.`];
    }
  });

/**
 * Compares the running configuration with the last set of documents. Gives a sentence for each difference; none: the documents
 * still say what the server does.
 */
export const checkEvidence = (config: Config): string[] => {
  const folder = evidenceFolder(config);
  const last = lastSet(folder);
  if (!last) return [`There are no documents in ${folder} yet: npm run evidence writes them.`];
  const { path, manifest } = last;
  const source = documentSource(config, manifest.made);
  const known = [
    ...differences(manifest.configuration.settings, flatSettings(config), ofSettings),
    ...differences(manifest.ledger, ledgerHashes(source.ledger), ofLedger),
  ];
  const stale = differences(manifest.files, fileHashes(documentFiles(source)), {
    added: (name) => `${name} is new: the last set was written by ${manifest.software}.`,
    gone: (name) => `${name} is no longer written; the last set is of ${manifest.software}.`,
    changed: (name) =>
      `${name} would now read differently: the software (${manifest.software}) or the accessibility audit has changed.`,
  });
  return [...known, ...(known.length > 0 ? [] : stale), ...damagesIn(path, manifest)];
};
