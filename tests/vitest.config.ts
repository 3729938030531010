import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Time limits are there to end what hangs. They are meant for a machine eight times slower than a quiet one with two cores:
 * no test measures time by them.
 */
const poll = { timeout: 60_000 };

/** One kind of test: its folder under tests/ is its name. `atOnce`: so many files run side by side; without it, as many as there are cores. */
function kind(name: string, { atOnce, seconds }: { atOnce?: number; seconds: number }) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      ...(atOnce !== undefined && { maxWorkers: atOnce, fileParallelism: atOnce > 1 }),
      testTimeout: seconds * 1000,
      hookTimeout: seconds * 1000,
      expect: { poll },
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'build/.vitest',
  test: {
    passWithNoTests: true,
    projects: [
      kind('unit', { seconds: 240 }),
      kind('contract', { seconds: 240 }),
      kind('socket', { seconds: 240 }),
      kind('media', { atOnce: 1, seconds: 480 }),
      // People wait for each other most of the time: two classes leave a core idle still.
      kind('browser', { atOnce: 2, seconds: 900 }),
      kind('privacy', { atOnce: 1, seconds: 900 }),
    ],
  },
});
