import { readFileSync } from 'node:fs';
import { type Config, standardSettings } from '../../config/schema.ts';
import type { DocumentSource } from './source.ts';
import { ledger } from '../../privacy/ledger.ts';
import { readAudit } from './audit.ts';
import { fingerprintOf } from '../../config/fingerprint.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** What this configuration makes the server hold. */
const ledgerOf = ({ class: { earlyLine } }: Config): DocumentSource['ledger'] =>
  Object.fromEntries(Object.entries(ledger).filter(([item]) => earlyLine || item !== 'earlyLine'));

/** What the documents of a running server are made from. `made`: ISO 8601, in UTC. Throws `ConfigError` for a broken audit file. */
export const documentSource = (config: Config, made: string): DocumentSource => ({
  ledger: ledgerOf(config),
  settings: config,
  standard: standardSettings,
  fingerprint: fingerprintOf(config),
  version,
  made,
  audit: readAudit(config.accessibility.auditFile),
});
