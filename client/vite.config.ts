import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';

/**
 * The class's script comes with the page, with what it is made of, and no other that is asked for later: compiled beside the
 * first one, and pinned by its hash as that is.
 */
const preloadClass: Plugin = {
  name: 'preload-class',
  transformIndexHtml: (_html, { bundle = {} }) =>
    Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' && file.isDynamicEntry && file.name === 'entrance'
        ? [
            file.fileName,
            ...file.imports.filter(
              (name) => !Object.values(bundle).some((one) => one.fileName === name && one.type === 'chunk' && one.isEntry),
            ),
          ].map((name) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
            injectTo: 'head' as const,
          }))
        : [],
    ),
};

const here = fileURLToPath(new URL('.', import.meta.url));

/** The one script of the server's documents, by itself: the pages of a class need no request more for sharing it. */
const sweepScript: Plugin = {
  name: 'sweep-script',
  apply: 'build',
  async generateBundle() {
    const built = await build({
      configFile: false,
      logLevel: 'warn',
      root: here,
      publicDir: false,
      build: { write: false, target: 'es2022', modulePreload: false, rollupOptions: { input: `${here}tab/sweep.ts` } },
    });
    for (const file of 'output' in built ? built.output : [])
      if (file.type === 'chunk') this.emitFile({ type: 'asset', fileName: 'sweep.js', source: file.code });
  },
};

/** What mediasoup-client logs with, which nobody reads and which looks into the browser's storage, and its part for apps on phones. */
const leftOut: Plugin = {
  name: 'left-out',
  enforce: 'pre',
  resolveId: (source) => (source === 'debug' || source.endsWith('/handlers/ReactNative106') ? '\0left-out' : null),
  load: (id) => (id === '\0left-out' ? 'export default () => () => {}; export const ReactNative106 = undefined;' : null),
};

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/**
 * The fonts and tables of characters that pdf.js asks for where a file has none of its own, as files of this server, each with its
 * hash: what is not as it was built is not read.
 */
const pdfData: Plugin = {
  name: 'pdf-data',
  resolveId: (source) => (source === 'virtual:pdf-data' ? '\0pdf-data' : null),
  load(id) {
    if (id !== '\0pdf-data') return null;
    const files = ['cmaps', 'standard_fonts']
      .flatMap((folder) => readdirSync(join(pdfjs, folder)).map((name) => join(pdfjs, folder, name)))
      .filter((path) => /\.(?:bcmap|pfb|ttf)$/.test(path))
      .toSorted()
      .map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
    const version = hash(Buffer.concat(files.map(({ bytes }) => hash(bytes))))
      .toString('hex')
      .slice(0, 8);
    const folder = `assets/pdf-${version}/`;
    for (const { name, bytes } of files) this.emitFile({ type: 'asset', fileName: `${folder}${name}`, source: bytes });
    const hashes = Object.fromEntries(files.map(({ name, bytes }) => [name, hash(bytes).toString('base64')]));
    return `export const folder = '/${folder}';\nexport const hashes = ${JSON.stringify(hashes)};`;
  },
};

/** pdf.js asks for its readers of two kinds of pictures as scripts of their own, which a worker could not pin: they come within it. */
const pdfWorker: Plugin = {
  name: 'pdf-worker',
  transform(code, id) {
    if (!id.endsWith('/legacy/build/pdf.worker.mjs')) return null;
    const asked = /await import\(\s*(?:\/\*.*?\*\/\s*)*`\$\{WasmImage\.#wasmUrl\}\$\{this\._noWasmFilename\}`\)/;
    if (!asked.test(code)) throw new Error('pdf.js asks for its readers of pictures in another way than it did');
    const imports = ['jbig2', 'openjpeg'].map(
      (name) => `import ${name}Reader from 'pdfjs-dist/wasm/${name}_nowasm_fallback.js';\n`,
    );
    const given = "{ default: this._noWasmFilename.startsWith('jbig2') ? jbig2Reader : openjpegReader }";
    return { code: imports.join('') + code.replace(asked, given), map: null };
  },
};

export default defineConfig({
  root: here,
  cacheDir: '../build/.vite',
  publicDir: false,
  clearScreen: false,
  plugins: [preloadClass, sweepScript, leftOut, pdfData],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es', plugins: () => [pdfWorker] },
  build: {
    outDir: '../build/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // One stylesheet, which index.html pins: the class's own would be asked for by a script, without its hash.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // Nearly all of the class's script runs while somebody comes in: the browser compiles it beside the loading, and not function
        // by function when each is called first (V8's explicit compile hints; others read a comment).
        postBanner: ({ name }) => (name === 'entrance' || name === 'room' ? '//# allFunctionsCalledOnLoad' : ''),
        codeSplitting: {
          // What the first page has stays one script, and what tools and pages share with the class another: by itself, the
          // bundler makes one more of these for each tool, which every visitor would ask for.
          groups: [
            { name: 'page', tags: ['$initial'], priority: 2 },
            { name: 'parts', test: /\/(?:client\/(?:disclosure|names|room|ui)|server)\//, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
  },
});
