import {
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  PasswordException,
  RenderingCancelledException,
  getDocument,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { folder, hashes } from 'virtual:pdf-data';
import type { OpenPdf, PdfReader, PdfTrouble, Piece } from '../reading.ts';
// oxlint-disable-next-line import/default -- Vite makes this module, which has one.
import ReadingWorker from './pdf.worker.ts?worker&inline';
import { wordsOf } from './pageWords.ts';

/** Fonts and tables that a file lacks, from this server, and only as they were built. */
class PinnedData {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const hash = hashes[filename];
    if (hash === undefined) throw new Error(`no ${filename}`);
    const answer = await fetch(`${folder}${filename}`, { integrity: `sha256-${hash}` });
    if (!answer.ok) throw new Error(`${filename}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }
}

/** No script of a file runs, nothing is fetched for it from elsewhere, and no font of the device is used: it looks alike everywhere. */
const settings = {
  useWasm: false,
  useSystemFonts: false,
  useWorkerFetch: false,
  BinaryDataFactory: PinnedData,
  cMapUrl: folder,
  cMapPacked: true,
  standardFontDataUrl: folder,
  enableXfa: false,
  verbosity: 0,
} as const;

/** Reads PDF files in a thread of its own, until it is disposed. */
export function startReader(): PdfReader {
  const thread = new ReadingWorker();
  const worker = PDFWorker.create({ port: thread });
  return {
    open: async (bytes) => {
      const task = getDocument({ ...settings, data: bytes, worker });
      try {
        return opened(await task.promise);
      } catch (error) {
        void task.destroy();
        return troubleOf(error);
      }
    },
    [Symbol.dispose]: () => {
      worker.destroy();
      thread.terminate();
    },
  };
}

const troubleOf = (error: unknown): PdfTrouble => (error instanceof PasswordException ? 'password' : 'broken');

function opened(pdf: PDFDocumentProxy): OpenPdf {
  const pages = new Map<number, Promise<PDFPageProxy>>();
  const pageOf = (page: number): Promise<PDFPageProxy> => {
    const known = pages.get(page) ?? pdf.getPage(page);
    pages.set(page, known);
    return known;
  };
  return {
    pages: pdf.numPages,
    size: async (page) => {
      const { width, height } = (await pageOf(page)).getViewport({ scale: 1 });
      return { width, height };
    },
    draw: (page, piece, signal) => draw(pageOf(page), piece, signal),
    words: async (page) => {
      const one = await pageOf(page);
      const [text, tree] = await Promise.all([
        one.getTextContent({ includeMarkedContent: true }),
        one.getStructTree().catch(() => null),
      ]);
      return wordsOf(text.items, tree);
    },
    lacksFonts: async (page) => {
      const fonts = Array.from((await pageOf(page)).commonObjs as Iterable<[string, unknown]>, ([, found]) => found);
      return fonts.some((found) => (found as { missingFile?: boolean } | null)?.missingFile === true);
    },
    [Symbol.dispose]: () => void pdf.loadingTask.destroy(),
  };
}

/** Draws a piece of a page. Null when it was given up. */
async function draw(asked: Promise<PDFPageProxy>, piece: Piece, signal: AbortSignal): Promise<HTMLCanvasElement | null> {
  const page = await asked;
  if (signal.aborted) return null;
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(piece.width));
  canvas.height = Math.max(1, Math.round(piece.height));
  const viewport = page.getViewport({ scale: piece.scale, offsetX: -piece.left, offsetY: -piece.top });
  const task = page.render({ canvas, viewport, background: '#ffffff' });
  const stop = () => task.cancel();
  signal.addEventListener('abort', stop);
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    if (error instanceof RenderingCancelledException) return null;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
