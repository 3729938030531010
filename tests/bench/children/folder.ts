import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** The files of a folder, compressed, read once. Without a folder, nothing. */
export const serveFolder = (folder: string): RequestListener => {
  const files = new Map<string, Buffer>();
  const read = (path: string): Buffer => {
    const known = files.get(path) ?? gzipSync(readFileSync(join(folder, path)));
    files.set(path, known);
    return known;
  };
  return ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://floor');
    const path = pathname === '/' ? '/index.html' : pathname;
    try {
      const body = read(path);
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'gzip' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
};
