// npm run verify-receipt -- file.json [public key]: says whether a server signed this receipt, and what it says.
import { readFileSync } from 'node:fs';
import { receipt } from '../protocol/receipt.ts';
import { isAuthentic, linesOfReceipt } from '../disclosure/receipts.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const refuse = (line: string): void => {
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
};

const read = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const check = (path: string, expected: string | undefined): void => {
  const parsed = receipt.safeParse(read(path));
  if (!parsed.success) return refuse(`${path} is not a receipt.`);
  const given = parsed.data;
  if (!isAuthentic(given)) return refuse('NOT AUTHENTIC: this receipt was altered, or no server signed it.');
  if (expected !== undefined && expected !== given.key) return refuse(`NOT THIS SERVER: signed with the key ${given.key}.`);
  for (const line of linesOfReceipt(given)) say(line);
  if (expected === undefined) say('Compare this key with the one that your server shows at /.well-known/ardoise-receipt-key');
};

const [path, expected] = process.argv.slice(2);
if (path === undefined) refuse('Which receipt? npm run verify-receipt -- file.json [public key of the server]');
else check(path, expected);
