import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { createServer } from 'vite';
import { securityHeaders } from '../../server/transport/http/headers.ts';
import { inProject } from '../setup/project.mjs';

const client = inProject('client');
const server = inProject('server') + sep;

/**
 * What vite gives, not the server: the client's pages and sources. Undefined for everything else.
 * @param {string} url
 * @returns {string | undefined} the address that vite knows it by
 */
function ownAddress(url) {
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === '/sweep.js') return '/tab/sweep.ts';
  const isPage = pathname === '/' || /^\/c(\/|$)/.test(pathname);
  return isPage || pathname.startsWith('/@') || existsSync(client + pathname) ? url : undefined;
}

/** The headers of the built pages, and the two sources that vite's own script needs. Nothing leaves for another place here either. */
function headers() {
  const policy = securityHeaders(false, null);
  const contentPolicy = policy['content-security-policy']
    ?.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace('worker-src blob:', "worker-src 'self' blob:");
  return { ...policy, ...(contentPolicy && { 'content-security-policy': contentPolicy }) };
}

/**
 * Serves the client's sources on loopback, tells pages when one was saved, and passes on to the server what is its.
 * @param {{ port: number, serverPort: number, serverRuns: () => Promise<void>, serverChanged: () => void }} options
 */
export async function openFront({ port, serverPort, serverRuns, serverChanged }) {
  const front = await createServer({
    root: client,
    configFile: inProject('client', 'vite.config.ts'),
    configLoader: 'native',
    logLevel: 'warn',
    server: {
      host: '127.0.0.1',
      port,
      strictPort: true,
      headers: headers(),
      fs: { allow: [client, server, realpathSync(inProject('node_modules')), inProject('build', '.vite')] },
      proxy: {
        '^/': {
          target: `http://127.0.0.1:${serverPort}`,
          ws: true,
          xfwd: true,
          bypass: async (request) => {
            const own = ownAddress(request.url ?? '/');
            // Who asks while the server starts again is answered by the new one.
            if (own === undefined) await serverRuns();
            return own;
          },
        },
      },
    },
  });
  front.watcher.add(server).on('all', (event, path) => {
    if (path.startsWith(server) && path.endsWith('.ts') && !event.endsWith('Dir')) serverChanged();
  });
  return await front.listen();
}
