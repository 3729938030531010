import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Child, startChild } from './children/child.ts';
import { describeMachine } from './machine.ts';
import { type Row, failed, tableOf } from './report.ts';

const results = fileURLToPath(new URL('results.json', import.meta.url));
/** All parts together, in seconds. */
const patience = 590;

/** The parts in their order, with the seconds that each may take. */
export const limits = {
  weight: 40,
  dev: 40,
  join: 110,
  encryption: 200,
  forwarding: 200,
  rush: 110,
  memory: 100,
  fanout: 60,
  growth: 110,
  group: 30,
  notes: 90,
  poll: 30,
  board: 110,
  slides: 110,
  purge: 20,
  janus: 90,
} as const;
export type PartName = keyof typeof limits;
export const isPart = (name: string): name is PartName => Object.hasOwn(limits, name);
const names = Object.keys(limits) as PartName[];

const runPart = async (name: PartName, seconds: number, current: Set<Child>): Promise<Row[]> => {
  await using child = startChild('part', [name]);
  current.add(child);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not done after ${Math.round(seconds)} s`)), seconds * 1_000);
  try {
    return await Promise.race([child.ask<Row[]>('measure'), late.promise]);
  } catch (error) {
    console.log(`${name}: ${String(error instanceof Error ? error.message : error)}`);
    return [failed(name, 'not measured', String(error instanceof Error ? error.message.split('\n')[0] : error))];
  } finally {
    clearTimeout(timer);
    current.delete(child);
  }
};

/** Runs the parts one after the other, prints the table and writes it down. Each part is a process, ended at the end. */
export const runSuite = async (asked: readonly string[]): Promise<number> => {
  const unknown = asked.filter((name) => !isPart(name));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
    return 2;
  }
  if (process.platform !== 'linux') {
    console.error('The measurements read /proc: they run on Linux.');
    return 2;
  }
  const current = new Set<Child>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void Promise.all(Array.from(current, (child) => child[Symbol.asyncDispose]())).then(() => process.exit(130));
    });
  }
  const machine = describeMachine();
  const begun = performance.now();
  const rows: Row[] = [];
  for (const name of names.filter((one) => asked.length === 0 || asked.includes(one))) {
    const left = patience - (performance.now() - begun) / 1_000;
    console.log(`── ${name}`);
    rows.push(
      ...(left < 5
        ? [failed(name, 'not measured', 'the ten minutes are over')]
        : await runPart(name, Math.min(left, limits[name]), current)),
    );
  }
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(`\n${tableOf(rows)}\n`);
  console.log(`${machine.cores} cores of ${machine.cpu}, load ${machine.load.toFixed(1)} at the start; ${seconds} s`);
  writeFileSync(results, `${JSON.stringify({ machine, seconds, rows }, null, 2)}\n`);
  console.log(`Written to tests/bench/results.json`);
  return rows.some((row) => row.failed) ? 1 : 0;
};
