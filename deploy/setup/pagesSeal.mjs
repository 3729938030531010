import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const compressible = /\.(css|html|js|json|svg|txt|webmanifest)$/;
const worthIt = 1_000;

/**
 * Finishes a folder of built pages: pins each style of index.html and every script by its hash, writes `manifest.sha256`
 * (as sha256sum does, so that `sha256sum --check` verifies it) and compressed copies.
 * @param {string} folder
 * @returns {Promise<{ first: { requests: number, bytes: number }, all: number }>} bytes as compressed
 */
export async function sealPages(folder) {
  const index = join(folder, 'index.html');
  const read = (/** @type {string} */ path) => readFileSync(join(folder, path));
  const scripts = filesUnder(folder).map((file) => urlPath(folder, file));
  const map = importMap(
    scripts.filter((path) => path.endsWith('.js')),
    read,
  );
  writeFileSync(index, pinned(readFileSync(index, 'utf8').replace('<script', `${map}\n    <script`), read));

  const files = filesUnder(folder);
  const lines = files.map((file) => `${hash('sha256', readFileSync(file)).toString('hex')}  ${urlPath(folder, file)}\n`);
  writeFileSync(join(folder, 'manifest.sha256'), lines.join(''));

  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const file of files) sizes.set(urlPath(folder, file), await compress(file));
  const first = ['index.html', ...referenced(readFileSync(index, 'utf8'))];
  return {
    first: { requests: first.length, bytes: first.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0) },
    all: [...sizes.values()].reduce((sum, size) => sum + size, 0),
  };
}

/**
 * All files below a folder, sorted by path.
 * @param {string} folder
 */
export function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const reference = /(<(?:script|link)\b[^>]*?\b(?:src|href)=")\/([^"]+)"/g;

/**
 * The page with an `integrity` for each script, style and preloaded module of ours.
 * @param {string} html
 * @param {(path: string) => Buffer} read
 */
function pinned(html, read) {
  return html.replace(reference, (tag, before, path) =>
    /\.(js|css)$/.test(path) ? `${before}/${path}" integrity="${integrity(read(path))}"` : tag,
  );
}

/**
 * Pins every script by whatever way it is imported: one that a script asks for again, when its first answer failed, has no tag.
 * @param {string[]} paths
 * @param {(path: string) => Buffer} read
 */
function importMap(paths, read) {
  const pins = Object.fromEntries(paths.map((path) => [`/${path}`, integrity(read(path))]));
  return `<script type="importmap">${JSON.stringify({ integrity: pins })}</script>`;
}

/** @param {Buffer} bytes */
function integrity(bytes) {
  return `sha384-${hash('sha384', bytes).toString('base64')}`;
}

/** @param {string} html @returns {string[]} */
function referenced(html) {
  return [...html.matchAll(reference)].map(([, , path = '']) => path);
}

/** Writes the compressed copies of a file that gains by it. @param {string} file @returns {Promise<number>} bytes that are sent */
async function compress(file) {
  const bytes = readFileSync(file);
  if (!compressible.test(file) || bytes.length < worthIt) return bytes.length;
  const [brotli, zipped] = await Promise.all([promisify(brotliCompress)(bytes), promisify(gzip)(bytes, { level: 9 })]);
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, zipped);
  return brotli.length;
}

/** @param {string} folder @param {string} file */
function urlPath(folder, file) {
  return relative(folder, file).split(sep).join('/');
}

/** @param {string} algorithm @param {Buffer} bytes */
function hash(algorithm, bytes) {
  return createHash(algorithm).update(bytes).digest();
}
