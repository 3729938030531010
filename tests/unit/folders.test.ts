import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/**
 * The most files of one folder, folders not counted. So many names one still reads as a list and knows what belongs there; a longer
 * list hides where something is, and rooms that are in it are not seen.
 */
const filesMax = 20;

/** Folders that are longer still, with how many files they have now. Such a number only goes down. */
const longer: Readonly<Record<string, number>> = {
  'tests/kit': 34,
  'tests/socket': 30,
  'tests/unit/crypto': 34,
};

/** Where nothing stands by itself: what belongs there is in one of its folders. */
const withoutFiles = ['server'];

const foldersIn = (folder: string): { readonly path: string; readonly files: number }[] => {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== 'output');
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.md')).length;
  const below = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersIn(join(folder, name)));
  return [{ path: relative(root, folder), files }, ...below];
};
const folders = ['server', 'client', 'tests'].flatMap((name) => foldersIn(join(root, name)));

test('no folder has more files than one reads at a glance', () => {
  const tooLong = folders.filter(({ path, files }) => files > (longer[path] ?? filesMax));
  expect(tooLong).toEqual([]);
});

test('a folder that is no longer too long is not excused any more', () => {
  const needed = new Set(folders.filter(({ files }) => files > filesMax).map(({ path }) => path));
  expect(Object.keys(longer).filter((path) => !needed.has(path))).toEqual([]);
});

test('no file of the server stands outside its rooms', () => {
  expect(folders.filter(({ path, files }) => withoutFiles.includes(path) && files > 0)).toEqual([]);
});
