import type { Config } from '../config/schema.ts';
import { ConfigError } from '../config/source.ts';

type Detail = {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly path?: unknown;
  readonly errcode?: unknown;
};
type Settings = Pick<Config, 'http' | 'media' | 'data'>;

/** Of the port that the pages are served on. */
const listening: Readonly<Record<string, (http: Config['http']) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `The port ${port} of ${host} is taken: another program listens there, perhaps a second start of Ardoise. Stop it, or take another http.port.`,
  EACCES: ({ port }) =>
    `This account may not listen on port ${port}: ports below 1024 are for administrators. Take another http.port behind a reverse proxy, or allow Node (sudo setcap cap_net_bind_service=+ep on its program).`,
  EADDRNOTAVAIL: ({ host }) => `http.host is ${host}, which is no address of this machine: take one that it has, or 0.0.0.0.`,
  ENOTFOUND: ({ host }) => `http.host is ${host}, a name that leads nowhere: take an address of this machine, or 0.0.0.0.`,
  EAI_AGAIN: ({ host }) =>
    `http.host is ${host}, a name that could not be looked up: take an address of this machine, or 0.0.0.0.`,
};

/** Of files and folders. */
const files: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room, then start again',
  EDQUOT: 'this account has used all the disk space that it may: make room, then start again',
  EROFS: 'the disk can only be read: choose a folder on another one',
  EACCES: 'the account that starts the server may not write there: give it the folder (chown), or choose another one',
  EPERM: 'the account that starts the server may not write there: give it the folder (chown), or choose another one',
  EEXIST: 'it is a file, not a folder: choose another path',
  ENOTDIR: 'a part of the path is a file, not a folder: choose another path',
  ENOENT: 'its path does not exist and cannot be made: choose another one',
  EISDIR: 'a folder has the name of a file that the server keeps there: take it away',
  EMFILE: 'this account has too many files open: allow it more (ulimit -n)',
  ENFILE: 'this machine has too many files open: allow it more',
  EIO: 'the disk answers with errors: look after it, and have a copy of the folder',
  ENAMETOOLONG: 'the path is too long: choose a shorter one',
};

/** Of SQLite, by the first byte of its result code. */
const database: Readonly<Record<number, string>> = {
  5: 'another program has it locked, perhaps a second start of Ardoise with the same data.folder: stop that one first',
  6: 'another program has it locked, perhaps a second start of Ardoise with the same data.folder: stop that one first',
  8: 'the account that starts the server may not write it: give it the file and its folder (chown)',
  10: 'the disk answers with errors, or is full: look after it, then start again',
  11: 'it is damaged: put a copy back in its place',
  13: 'the disk is full: make room, then start again',
  14: 'the account that starts the server may not open it: give it the file and its folder (chown)',
  26: 'that file is no database, or is damaged: put a copy back in its place, or take it away to begin anew',
};

/** Of the media worker, which says it in a sentence of its own. */
const media = (message: string, { listenAddress, portBase }: Config['media']): string | null => {
  const port = /\bport:(\d+)/.exec(message)?.[1] ?? portBase;
  if (/address already in use/.test(message))
    return `The media port ${port} is taken: another program listens there, perhaps a second start of Ardoise. Stop it, or take another media.portBase.`;
  if (/address not available|no such device|network is unreachable/.test(message))
    return `media.listenAddress is ${listenAddress}, which is no address of this machine: take one that it has, or 0.0.0.0.`;
  if (/permission denied/.test(message))
    return `This account may not listen on the media port ${port}: take a media.portBase of 1024 or more.`;
  if (/mediasoup-worker|worker.*(ENOENT|EACCES)|spawn /.test(message))
    return 'The media worker cannot be started: its program is missing or of another machine. Start with "npm start", which brings it.';
  return null;
};

const ofStore = (error: Error, { folder }: Config['data']): string | null => {
  const { errcode } = error as Detail;
  const why = typeof errcode === 'number' ? database[errcode & 0xff] : undefined;
  if (why !== undefined) return `The database in ${folder} cannot be used: ${why}.`;
  if (/previously executed migration/.test(error.message))
    return `The database in ${folder} was written by a newer version of Ardoise than this one: start that version, or put back a copy from before it.`;
  return null;
};

/** Where in our own sources an unknown fault came from. */
const placeOf = ({ stack = '' }: Error): string =>
  /\b((?:server|node_modules)\/[\w./@-]+:\d+)/.exec(stack)?.[1] ?? 'an unknown place';

/** What a start that failed says: what is wrong and what to do, in a sentence on a line, without the way through the sources. */
export const sentenceOfFault = (error: unknown, { http, media: ports, data }: Settings): string => {
  if (error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return `The start failed: ${String(error)}.`;
  const { code, syscall, path } = error as Detail;
  const known = typeof code === 'string' ? code : '';
  if (syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo') {
    const sentence = listening[known]?.(http);
    if (sentence !== undefined) return sentence;
  }
  const why = typeof path === 'string' || syscall === 'write' ? files[known] : undefined;
  if (why !== undefined)
    return `The data folder ${data.folder} cannot be used${typeof path === 'string' ? ` (${path})` : ''}: ${why}.`;
  return (
    ofStore(error, data) ??
    media(error.message, ports) ??
    `The start failed for a reason that Ardoise does not know: ${error.message} (${placeOf(error)}). Please report this sentence.`
  );
};
