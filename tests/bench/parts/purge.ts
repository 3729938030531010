import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openJournal } from '../../../server/privacy/journal.ts';
import { openLogFiles } from '../../../server/logs/logFiles.ts';
import { testClock } from '../../kit/clock.ts';
import type { Part } from '../bench.ts';
import { compared } from '../report.ts';

const part = 'purge';
const rows = 1_000_000;
const repeats = 3;
const day = 86_400_000;
const line = `${JSON.stringify({ time: 1_700_000_000_000, event: 'connected', address: '192.0.2.123', connection: '0123456789ab' })}\n`;

const writeLog = async (path: string): Promise<void> => {
  await using file = await open(path, 'w');
  const block = line.repeat(10_000);
  for (let written = 0; written < rows; written += 10_000) await file.write(block);
};

/** Erasing a connection log of a million lines: counted for the journal, then unlinked. */
export const measurePurge: Part = async ({ stack, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-bench-purge-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'logs'));
  const clock = testClock();
  const journal = stack.use(openJournal(folder, clock));
  const files = stack.use(openLogFiles({ folder, clock, journal, days: { connection: 2, audit: 180, technical: 30 } }));
  const path = join(folder, 'logs', `connection-${new Date(clock.now() - 3 * day).toISOString().slice(0, 10)}.jsonl`);
  const times: Record<'ours' | 'floor' | 'blocked', number[]> = { ours: [], floor: [], blocked: [] };
  for (let round = 0; round < repeats; round++) {
    say(`a log of ${rows} lines`);
    await writeLog(path);
    const unlinking = performance.now();
    rmSync(path);
    times.floor.push(((performance.now() - unlinking) / rows) * 1e3);
    await writeLog(path);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const erasing = performance.now();
    const counts = await files.erase({ expiredBy: clock.now() });
    times.ours.push(((performance.now() - erasing) / rows) * 1e3);
    delay.disable();
    times.blocked.push(delay.max / 1e6);
    if (counts.connectionRecord !== rows) throw new Error(`${counts.connectionRecord} lines were erased`);
  }
  const what = `a connection log of ${rows} lines`;
  const note = 'the floor is the unlinking alone; ours counts the lines for the purge journal';
  return [
    compared({ part, what: `${what}: time per line`, unit: 'us', ours: times.ours, floor: times.floor, oursMost: 2, note }),
    compared({ part, what: `${what}: the event loop blocked`, unit: 'ms', ours: times.blocked, floor: [], oursMost: 50 }),
  ];
};
