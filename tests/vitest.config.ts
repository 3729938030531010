import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  cacheDir: 'build/.vitest',
  test: {
    passWithNoTests: true,
    projects: [
      kind('unit', { alone: false, seconds: 60 }),
      kind('socket', { alone: false, seconds: 60 }),
      kind('media', { alone: true, seconds: 120 }),
      kind('browser', { alone: true, seconds: 240 }),
      kind('privacy', { alone: true, seconds: 240 }),
    ],
  },
});
