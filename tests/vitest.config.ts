import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Time limits are there to end what hangs. They are meant for a machine eight times slower than a quiet one with two cores:
 * no test measures time by them.
 */
const poll = { timeout: 60_000 };

/** One kind of test: its folder under tests/ is its name. `alone`: one file at a time, for what shares the machine's devices and cores. */
function kind(name: string, { alone, seconds }: { alone: boolean; seconds: number }) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      fileParallelism: !alone,
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
      kind('unit', { alone: false, seconds: 240 }),
      kind('socket', { alone: false, seconds: 240 }),
      kind('media', { alone: true, seconds: 480 }),
      kind('browser', { alone: true, seconds: 900 }),
      kind('privacy', { alone: true, seconds: 900 }),
    ],
  },
});
