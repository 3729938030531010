import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** The class's script comes with the page, and no other that is asked for later: compiled beside the first one, and pinned by its hash as that is. */
const preloadClass: Plugin = {
  name: 'preload-class',
  transformIndexHtml: (_html, { bundle = {} }) =>
    Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' && file.isDynamicEntry && file.name === 'entrance'
        ? [
            {
              tag: 'link',
              attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file.fileName}` },
              injectTo: 'head' as const,
            },
          ]
        : [],
    ),
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: '../build/.vite',
  publicDir: false,
  clearScreen: false,
  plugins: [preloadClass],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../build/client',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // One stylesheet, which index.html pins: the class's own would be asked for by a script, without its hash.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
  },
});
