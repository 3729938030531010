// npm run evidence: writes the documents of the running configuration; with --check, says whether the last ones still hold.
import { ConfigError } from '../config/source.ts';
import { checkEvidence } from '../documents/evidence/check.ts';
import { writeEvidence } from '../documents/evidence/write.ts';
import { missingSettings } from '../config/mandatory.ts';
import { runningConfig } from '../config/running.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const check = (): void => {
  const differences = checkEvidence(runningConfig(process.env));
  if (differences.length === 0) return say('The last documents equal the running configuration.');
  say('The last documents no longer equal the running configuration:');
  for (const sentence of differences) say(`- ${sentence}`);
  process.exitCode = 1;
};

const write = (): void => {
  const config = runningConfig(process.env);
  say(`Written to ${writeEvidence(config, new Date())}`);
  const missing = missingSettings(config);
  if (missing.length > 0) say(`To complete in the configuration: ${missing.map(({ path }) => path).join(', ')}`);
};

try {
  if (process.argv.includes('--check')) check();
  else write();
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
