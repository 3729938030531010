// npm run verify-logs: says whether a line of the audit log or of the purge journal was altered or is missing.
import { ConfigError } from './configSource.ts';
import { verifyChains } from './privacy/verify.ts';
import { runningConfig } from './runningConfig.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const folder = process.argv[2] ?? runningConfig(process.env).data.folder;
  const { audit, journal, faults } = verifyChains(folder);
  say(`${folder}: ${audit} line(s) of the audit log, ${journal} of the purge journal.`);
  for (const fault of faults) say(`- ${fault}`);
  say(faults.length === 0 ? 'Nothing was altered and nothing is missing.' : `${faults.length} fault(s).`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
