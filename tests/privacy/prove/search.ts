import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askHttp } from '../../kit/client.ts';
import { needlesOf } from './needles.ts';
import { filesOpenElsewhere } from './openFiles.ts';
import type { ServerProcess } from './serverProcess.ts';

/** Where something is found. The first four are the places of the ledger; the ledger allows nothing in the others. */
export const spots = [
  'memory',
  'store',
  'connection-log',
  'audit-log',
  'technical-log',
  'output',
  'metrics',
  'other file',
] as const;
export type Spot = (typeof spots)[number];

const spotsByName: readonly (readonly [RegExp, Spot])[] = [
  [/^data\/ardoise\.sqlite/, 'store'],
  [/^data\/logs\/connection-/, 'connection-log'],
  [/^data\/logs\/audit/, 'audit-log'],
  [/^data\/logs\/technical-/, 'technical-log'],
];

/** What is searched: the bytes, and where they are. */
export type Haystack = { readonly spot: Spot; readonly name: string; readonly bytes: Buffer };

/** Every file below a folder: the data folder with its logs and the store's write-ahead log, temporary files, the home folder. */
export const filesBelow = async (folder: string): Promise<Haystack[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.map(async (path) => {
      const name = path.slice(folder.length + 1);
      return { name, spot: spotsByName.find(([known]) => known.test(name))?.[1] ?? 'other file', bytes: await readFile(path) };
    }),
  );
};

const dump = async (server: ServerProcess, scratch: string): Promise<Haystack[]> => {
  const [heap, buffers] = ['heap', 'buffers'].map((name) => join(scratch, name)) as [string, string];
  await server.ask({ do: 'dump', heap, buffers });
  const read = async (name: string, path: string): Promise<Haystack> => {
    const bytes = await readFile(path);
    await rm(path);
    return { spot: 'memory', name, bytes };
  };
  return [await read('the heap', heap), await read('a buffer', buffers)];
};

/** Everything that a running server holds, wrote or says. `scratch`: a folder outside of the server's. */
export const everythingOf = async (server: ServerProcess, folder: string, scratch: string): Promise<Haystack[]> => {
  // JavaScript itself remembers the one text that a regular expression matched last (RegExp.input): let it be this one.
  await askHttp(server.front, 'GET', `/api/classes/${'A'.repeat(22)}`);
  const { body } = await askHttp<string>(server.front, 'GET', '/metrics');
  return [
    ...(await dump(server, scratch)),
    ...(await filesBelow(folder)),
    ...(await filesOpenElsewhere(server.pid, folder)),
    { spot: 'output', name: 'the standard output', bytes: server.said() },
    { spot: 'metrics', name: '/metrics', bytes: Buffer.from(body) },
  ];
};

/** Where a text is, in any encoding that is looked for. */
export const findIn = (haystacks: readonly Haystack[], canary: { text: string; bytes?: boolean }): Haystack[] => {
  const needles = needlesOf(canary);
  return haystacks.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)));
};
