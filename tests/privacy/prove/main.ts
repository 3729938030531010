// npm run prove: shows on a fresh server of one's own that what the ledger declares of personal data is what happens to it.
// npm run prove -- --leaking: the same with a server that leaks on purpose, which must be caught: exits with 1.
import { leaks } from './leaks.ts';
import { prove } from './proof.ts';
import { tableOf } from './table.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const run = async (leaking: boolean): Promise<number> => {
  const { sightings, surprises } = await prove({ say, ...(leaking && { plant: leaks, until: [] }) });
  say(`\n${tableOf(sightings)}\n`);
  say(surprises.length === 0 ? 'No surprise.' : `${surprises.length} surprises:`);
  for (const surprise of surprises) say(`- ${surprise}`);
  return surprises.length === 0 ? 0 : 1;
};

const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--leaking');
if (unknown.length > 0) say(`${unknown.join(' ')} is not known here. There is: --leaking`);
process.exitCode = unknown.length > 0 ? 2 : await run(asked.length > 0);
