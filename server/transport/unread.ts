import type { IncomingMessage, Server } from 'node:http';

/**
 * The headers that this server, or a library in it, has a use for. All others, first of all what a browser says of itself, are
 * dropped before anything reads them (GDPR, article 5(1)(c)). Node's parser has by then made a text of them, which is garbage at once.
 */
const read: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'origin',
  'range',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
]);

/** Keeps of each request what is used of its headers, before anybody else sees it. */
export const dropUnread = (server: Server): void => {
  const drop = ({ headers, rawHeaders }: IncomingMessage): void => {
    for (const name of Object.keys(headers)) if (!read.has(name)) delete headers[name];
    // Names and values alternate; Node counts them, so they stay as many.
    for (const [at, text] of rawHeaders.entries()) if (at % 2 === 0 && !read.has(text.toLowerCase())) rawHeaders[at + 1] = '';
  };
  server.prependListener('request', drop);
  server.prependListener('upgrade', drop);
};
