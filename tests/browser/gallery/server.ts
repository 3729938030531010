import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const configFile = fileURLToPath(new URL('../../../client/vite.config.ts', import.meta.url));
const outDir = fileURLToPath(new URL('../../../build/gallery', import.meta.url));

/** Builds the gallery of views as the client is built, and serves it on loopback. Close it by disposing. */
export async function serveGallery(): Promise<{ readonly address: string } & AsyncDisposable> {
  const options = { root, configFile, logLevel: 'error' } as const;
  await build({ ...options, build: { outDir, emptyOutDir: true } });
  const server = await preview({ ...options, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const address = server.resolvedUrls?.local[0] ?? '';
  return { address, [Symbol.asyncDispose]: () => server.close() };
}
