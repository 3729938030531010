// npm run verify-logs -- [folder] [receipt.json ...]: says whether a line of the audit log or of the purge journal was altered or is missing.
import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/source.ts';
import { type TakenHome, verifyChains } from '../logs/verify.ts';
import { receipt } from '../protocol/receipt.ts';
import { isAuthentic } from '../disclosure/receipts.ts';
import { runningConfig } from '../config/running.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

class NoReceipt extends Error {}

/** What a receipt says of the chains at its time. An old receipt says nothing. */
const takenHome = (path: string): TakenHome => {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new NoReceipt(`${path} cannot be read.`);
  }
  const parsed = receipt.safeParse(given);
  if (!parsed.success || !isAuthentic(parsed.data)) throw new NoReceipt(`${path} is not an authentic receipt.`);
  const { chains, ended } = parsed.data.statement;
  if (!chains) throw new NoReceipt(`${path} is a receipt from before receipts noted the logs.`);
  return { at: `receipt of ${new Date(ended).toISOString()}`, ...chains };
};

/** What the verification cannot find, so that nobody takes its silence for more than it is. */
const reach = (receipts: readonly TakenHome[]): string =>
  receipts.length === 0
    ? 'Without a receipt this cannot find a log that was written anew as a whole, or from some line to its end: give the receipts that teachers kept (npm run verify-logs -- folder receipt.json).'
    : `Up to each receipt the logs are as they were then (audit log up to line ${Math.max(...receipts.map(({ audit }) => audit.n))}). What came after the last one could have been written anew as a whole: a later receipt shows it.`;

try {
  const args = process.argv.slice(2);
  const isReceipt = (arg: string) => arg.endsWith('.json');
  const folder = args.find((arg) => !isReceipt(arg)) ?? runningConfig(process.env).data.folder;
  const receipts = args.filter(isReceipt).map(takenHome);
  const { audit, journal, faults, notes } = verifyChains(folder, receipts);
  say(`${folder}: ${audit} line(s) of the audit log, ${journal} of the purge journal, ${receipts.length} receipt(s).`);
  for (const sentence of [...faults, ...notes]) say(`- ${sentence}`);
  say(faults.length === 0 ? 'Nothing was altered and nothing is missing.' : `${faults.length} fault(s).`);
  if (faults.length === 0) say(reach(receipts));
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  const told = error instanceof ConfigError || error instanceof NoReceipt;
  process.stderr.write(`${told ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
