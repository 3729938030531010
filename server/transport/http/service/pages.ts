import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { refuse } from '../answers.ts';
import { documentHeaders, keptForever, keptIfSame, notKept, notListed } from '../headers.ts';
import type { Routes } from '../routes.ts';

/** The addresses that the client shows a page for, and their status. */
const pages = {
  '/': 200,
  '/c': 200,
  // A link to a class. The server does not tell whether there is such a class (RFC 9110, section 15.5.5), and browsers made
  // from Chromium show no address with this status in their history nor propose it to who types: the link has the secret.
  '/c/:id': 404,
} as const;

const scripts = /\.(?:js|css)(?:\.br|\.gz)?$/;

/** The built client: one page for every address, and its files, compressed at build time. */
export const pageRoutes =
  (folder: string): Routes =>
  (app) => {
    const assets = join(folder, 'assets') + sep;
    app.register(fastifyStatic, {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // They are of documents: a script or style has no use for them, and they weigh a kilobyte with each.
        if (scripts.test(path)) for (const name of documentHeaders) reply.removeHeader(name);
        if (!path.includes('index.html')) reply.headers(path.startsWith(assets) ? keptForever : keptIfSame);
      },
    });

    const page = (reply: FastifyReply): FastifyReply =>
      existsSync(join(folder, 'index.html'))
        ? reply.headers({ ...notKept, ...notListed }).sendFile('index.html')
        : refuse(reply, 'not-found');

    for (const [path, status] of Object.entries(pages)) app.get(path, async (_request, reply) => page(reply.code(status)));

    app.setNotFoundHandler(async (request, reply) => {
      const forPeople =
        request.method === 'GET' && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
      return forPeople ? page(reply.code(404)) : refuse(reply, 'not-found');
    });
  };

/** The one script that stands in the page itself, which is the list of the others' hashes: its SHA-256 in Base64. Null without pages. */
export const importMapHash = (clientFolder: string): string | null => {
  try {
    const [, map] = /<script type="importmap">(.*?)<\/script>/.exec(readFileSync(join(clientFolder, 'index.html'), 'utf8')) ?? [];
    return map === undefined ? null : createHash('sha256').update(map).digest('base64');
  } catch {
    return null;
  }
};
