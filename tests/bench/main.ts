// Measures the product beside the least that does the same work: `npm run bench`, or `npm run bench -- forwarding join`.
import { answer } from './children/child.ts';
import type { Bench, Part } from './bench.ts';
import { type PartName, runSuite } from './suite.ts';

const parts: Readonly<Record<PartName, () => Promise<Part>>> = {
  weight: async () => (await import('./parts/weight.ts')).measureWeight,
  dev: async () => (await import('./parts/dev.ts')).measureDev,
  forwarding: async () => (await import('./parts/forwarding.ts')).measureForwarding,
  rush: async () => (await import('./parts/rush.ts')).measureRush,
  memory: async () => (await import('./parts/memory.ts')).measureMemory,
  fanout: async () => (await import('./parts/fanout.ts')).measureFanout,
  growth: async () => (await import('./parts/growth.ts')).measureGrowth,
  board: async () => (await import('./parts/board.ts')).measureBoard,
  group: async () => (await import('./parts/group.ts')).measureGroup,
  notes: async () => (await import('./parts/notes.ts')).measureNotes,
  poll: async () => (await import('./parts/poll.ts')).measurePoll,
  slides: async () => (await import('./parts/slides.ts')).measureSlides,
  purge: async () => (await import('./parts/purge.ts')).measurePurge,
  janus: async () => (await import('./parts/janus.ts')).measureJanus,
  encryption: async () => (await import('./parts/encryption.ts')).measureEncryption,
  join: async () => (await import('./parts/join.ts')).measureJoin,
};

const runPart = async (name: PartName): Promise<void> => {
  await using building = new AsyncDisposableStack();
  const bench: Bench = { stack: building, say: (line) => console.log(`   ${line}`) };
  const part = await parts[name]();
  const stack = building.move();
  // Whoever asked gets the figures once everything that was started has ended.
  const measure = async () => {
    try {
      return await part({ ...bench, stack });
    } finally {
      await stack.disposeAsync();
    }
  };
  answer({ measure }, () => Promise.resolve());
};

const children: Readonly<Record<string, (argument: string) => Promise<void>>> = {
  product: async () => (await import('./children/product.ts')).run(),
  floor: async (folder) => (await import('./children/floor.ts')).run(folder),
  part: (name) => runPart(name as PartName),
};

const [first, program = '', argument = ''] = process.argv.slice(2);
if (first === '--child') await children[program]?.(argument);
else process.exitCode = await runSuite(process.argv.slice(2));
