import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { Haystack } from './search.ts';

const orNothing = <T>(promise: Promise<T>): Promise<T | null> => promise.catch(() => null);

/** A process and those it started: the media workers. */
export const familyOf = async (pid: number): Promise<number[]> => {
  const children = (await orNothing(readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))) ?? '';
  const below = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => familyOf(Number(child))),
  );
  return [pid, ...below.flat()];
};

/** Files that a process and those it started have open for writing, and which are not below `folder`; also ones without a name. */
export const filesOpenElsewhere = async (pid: number, folder: string): Promise<Haystack[]> => {
  const found: Haystack[] = [];
  for (const one of await familyOf(pid)) {
    for (const number of (await orNothing(readdir(`/proc/${one}/fd`))) ?? []) {
      const path = `/proc/${one}/fd/${number}`;
      const name = await orNothing(readlink(path));
      const isFile = (await orNothing(stat(path)))?.isFile() === true;
      const flags = /^flags:\s*(\d+)/m.exec((await orNothing(readFile(`/proc/${one}/fdinfo/${number}`, 'utf8'))) ?? '')?.[1];
      const isWritten = (Number.parseInt(flags ?? '0', 8) & 3) !== 0;
      if (name === null || !isFile || !isWritten || name.startsWith(`${folder}/`)) continue;
      const bytes = await orNothing(readFile(path));
      if (bytes) found.push({ spot: 'other file', name, bytes });
    }
  }
  return found;
};
