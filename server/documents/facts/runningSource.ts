import { readFileSync } from 'node:fs';
import { type Config, standardSettings } from '../../config/schema.ts';
import type { DocumentSource } from './source.ts';
import { ledger } from '../../privacy/ledger.ts';
import { declarations } from '../../identity/providers/declarations.ts';
import { providersIn } from '../../identity/providers/registry.ts';
import { destinations } from '../../privacy/outside.ts';
import { readAudit } from './audit.ts';
import { fingerprintOf } from '../../config/fingerprint.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** What this configuration makes the server hold. */
const ledgerOf = ({ class: { allowUnencrypted, earlyLine }, identity }: Config): DocumentSource['ledger'] => {
  const used = providersIn(identity).map(({ name }) => name as string);
  const unused = Object.entries(declarations).flatMap(([name, one]) => (used.includes(name) ? [] : Object.keys(one.ledger)));
  const left = [...unused, ...(earlyLine ? [] : ['earlyLine']), ...(allowUnencrypted ? [] : ['openSecret'])];
  return Object.fromEntries(Object.entries(ledger).filter(([item]) => !left.includes(item)));
};

/** What the documents of a running server are made from. `made`: ISO 8601, in UTC. Throws `ConfigError` for a broken audit file. */
export const documentSource = (config: Config, made: string): DocumentSource => ({
  ledger: ledgerOf(config),
  settings: config,
  signIns: providersIn(config.identity).map(({ texts }) => texts),
  destinations: [...destinations, ...providersIn(config.identity).flatMap((provider) => provider.destinations)],
  standard: standardSettings,
  fingerprint: fingerprintOf(config),
  version,
  made,
  audit: readAudit(config.accessibility.auditFile),
});
