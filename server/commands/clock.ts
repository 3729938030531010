// npm run clock: whether the server believes this machine's clock. Works while the server runs, and while it does not.
import { clockInWords, confirmClock } from '../app/operatorClock.ts';
import { runningConfig } from '../config/running.ts';
import { ConfigError } from '../config/source.ts';

const usage = `npm run clock              says whether the server erases by this machine's clock
npm run clock -- confirm   confirms that the clock is right, after it has jumped or the server was off for more than a week`;

const run = ([word]: readonly string[]): string => {
  if (word !== undefined && word !== 'confirm') throw new ConfigError([usage]);
  const { folder } = runningConfig(process.env).data;
  const now = Date.now();
  if (word === undefined) return clockInWords(folder, now);
  if (!confirmClock(folder, now)) throw new ConfigError([`There is no data folder ${folder} yet: start the server first.`]);
  return `Confirmed: it is ${new Date(now).toISOString()}. A server that runs erases what has expired within seconds, another at its next start.`;
};

try {
  process.stdout.write(`${run(process.argv.slice(2))}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
