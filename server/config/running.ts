import { existsSync } from 'node:fs';
import { type Config, parseConfig } from './schema.ts';
import { configText } from './fileText.ts';

const standardFile = 'config/ardoise.jsonc';

/**
 * The configuration in force: the file that `ARDOISE_CONFIG` names, else `config/ardoise.jsonc` where there is one, and the
 * environment over it. Throws `ConfigError`.
 */
export const runningConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const path = env['ARDOISE_CONFIG'] ?? (existsSync(standardFile) ? standardFile : null);
  return parseConfig(path === null ? null : configText(path), env);
};
