import { canonicalJson, sha256 } from '../privacy/canonical.ts';
import { type Config, configSchema } from './schema.ts';
import { leavesOf } from './source.ts';
import { valueAt } from './mandatory.ts';

/** Each setting in force by its path, such as `retention.classDays`. Of a secret only that it is set. */
export type FlatSettings = Readonly<Record<string, unknown>>;

export const flatSettings = (config: Config): FlatSettings =>
  Object.fromEntries(
    leavesOf(configSchema).flatMap(({ path, secret }) => {
      const value = valueAt(config, path.join('.'));
      return value === undefined ? [] : [[path.join('.'), secret ? '(secret)' : value]];
    }),
  );

/** SHA-256 of the effective configuration without its secrets, in hexadecimal. */
export const fingerprintOf = (config: Config): string => sha256(canonicalJson(flatSettings(config)));
