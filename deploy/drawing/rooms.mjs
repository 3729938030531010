import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { filesUnder } from '../setup/pagesSeal.mjs';
import { inProject, readJson, root } from '../setup/project.mjs';

/**
 * A room is a folder right below `server` or `client`; files beside the folders are the room named after the whole.
 * @typedef {{ to: string, values: number, types: number }} Import the room, and how many times values and only types of it
 * @typedef {{ name: string, libraries: string[], imports: Import[] }} Room names as `server/media`, in order
 */

const imported =
  /(?:^|\n)(?:import|export)\b([^'"`;]*?)\bfrom\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g;
/** The shortcuts of package.json (`#protocol/*`), and what they stand for. @type {[string, string][]} */
const shortcuts = Object.entries(readJson('package.json').imports).map(([short, path]) => [
  short.replace('*', ''),
  String(path).replace(/^\.\/|\*$/g, ''),
]);
/** What says only what there is, is below those who read it; what acts, above: they are rooms of their own. @type {[RegExp, string][]} */
const apart = [
  [/^server\/tools\/(?:(?:ledgers|contracts|terms|port)\.ts$|[^/]+\/(?:ledger|contract|terms)\.ts$)/, 'server/tools, declared'],
  [/^server\/identity\/providers\/(?:[^/]+\/)?(?:declarations|contract)\.ts$/, 'server/providers, declared'],
  [/^server\/identity\/providers\//, 'server/providers'],
  [/^server\/store\/ports\//, 'server/store, ports'],
];

/**
 * The rooms of the server or of the client, with what each imports, of whatever kind, types too.
 * @param {'server' | 'client'} whole
 * @returns {Room[]}
 */
export function roomsOf(whole) {
  /** @type {Map<string, { libraries: Set<string>, imports: Map<string, Import> }>} */
  const rooms = new Map();
  const files = filesUnder(inProject(whole)).map((file) => relative(root, file));
  for (const file of files.filter((name) => /\.tsx?$/.test(name) && !/\.(d|config)\.ts$/.test(name))) {
    const name = roomOf(file);
    const room = rooms.get(name) ?? { libraries: new Set(), imports: new Map() };
    rooms.set(name, room);
    for (const { target, onlyTypes } of importsOf(file)) {
      if (target.startsWith('server/') || target.startsWith('client/')) {
        const to = roomOf(target);
        const counted = room.imports.get(to) ?? { to, values: 0, types: 0 };
        counted[onlyTypes ? 'types' : 'values'] += 1;
        room.imports.set(to, counted);
      } else if (!target.startsWith('node:')) room.libraries.add(packageOf(target));
    }
    room.imports.delete(name);
  }
  return Array.from(rooms, ([name, { libraries, imports }]) => ({
    name,
    libraries: Array.from(libraries).sort(),
    imports: Array.from(imports.values()).sort((a, b) => (a.to < b.to ? -1 : 1)),
  })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What a file imports of code: paths inside the project, or names of packages.
 * @param {string} file
 * @returns {{ target: string, onlyTypes: boolean }[]}
 */
function importsOf(file) {
  const found = readFileSync(join(root, file), 'utf8').matchAll(imported);
  return Array.from(found, ([, names = '', one, two, three]) => {
    const target = one ?? two ?? three ?? '';
    const known = shortcuts.find(([short]) => target.startsWith(short));
    const path = known ? known[1] + target.slice(known[0].length) : target;
    return { target: path.startsWith('.') ? join(dirname(file), path) : path, onlyTypes: isOfTypes(names) };
  }).filter(({ target }) => !/\.(css|svg)(\?|$)/.test(target));
}

/** Whether an import names types only. @param {string} names as they stand between `import` and `from` */
function isOfTypes(names) {
  if (/^\s*type\b/.test(names)) return true;
  const [, inner] = /^\s*\{([^}]*)\}\s*$/.exec(names) ?? [];
  const each = (inner ?? '').split(',').filter((name) => name.trim() !== '');
  return each.length > 0 && each.every((name) => /^\s*type\b/.test(name));
}

/** @param {string} file */
function roomOf(file) {
  const room = apart.find(([pattern]) => pattern.test(file));
  if (room) return room[1];
  const [whole = '', folder = ''] = file.split('/');
  return existsSync(inProject(whole, folder)) && !/\.\w+$/.test(folder) ? `${whole}/${folder}` : whole;
}

/** @param {string} target */
function packageOf(target) {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}
