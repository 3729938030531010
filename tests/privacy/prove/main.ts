// npm run prove: shows on a fresh server of one's own that what the ledger declares of personal data is what happens to it.
import { prove } from './proof.ts';
import { tableOf } from './table.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { sightings, surprises } = await prove({ say });
say(`\n${tableOf(sightings)}\n`);
say('Names of files: there is nothing to look for, Ardoise shares no files.');
say(surprises.length === 0 ? 'No surprise.' : `${surprises.length} surprises:`);
for (const surprise of surprises) say(`- ${surprise}`);
process.exitCode = surprises.length === 0 ? 0 : 1;
