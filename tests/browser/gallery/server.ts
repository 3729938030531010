import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const configFile = fileURLToPath(new URL('../../../client/vite.config.ts', import.meta.url));
const built = fileURLToPath(new URL('../../../build/', import.meta.url));

/**
 * Builds the gallery of views as the client is built, and serves it on loopback. Close it by disposing. Each has a folder of its
 * own: files of tests that run side by side would empty the other's.
 */
export async function serveGallery(): Promise<{ readonly address: string } & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  await mkdir(built, { recursive: true });
  const outDir = await mkdtemp(`${built}gallery-`);
  stack.defer(() => rm(outDir, { recursive: true, force: true }));
  const options = { root, configFile, logLevel: 'error' } as const;
  await build({ ...options, build: { outDir, emptyOutDir: true } });
  const server = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  stack.defer(() => server.close());
  const address = server.resolvedUrls?.local[0] ?? '';
  const owned = stack.move();
  return { address, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
