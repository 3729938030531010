import { createHash } from 'node:crypto';
import { type Config, configSchema } from '../config.ts';
import { leavesOf } from '../configSource.ts';
import { valueAt } from '../privacy/mandatory.ts';

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** JSON with the keys of every object in order: the same value always gives the same text. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, at: unknown) =>
    typeof at === 'object' && at !== null && !Array.isArray(at)
      ? Object.fromEntries(Object.entries(at).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : at,
  );

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
