/** Why a file cannot be shown. */
export type PdfTrouble = 'broken' | 'password' | 'too-long' | 'no-reader';

/** In points of the page, or in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** A piece of a page to be drawn, in pixels: `scale` pixels a point, from `left` and `top` of the page so enlarged. */
export type Piece = Size & { readonly scale: number; readonly left: number; readonly top: number };

/** What is written on a page, in reading order. `level`: of a heading, from 1. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'item' | 'text' | 'picture'; readonly text: string };

/** A file that is open. Pages are numbered from 1. */
export type OpenPdf = Disposable & {
  readonly pages: number;
  size(page: number): Promise<Size>;
  /** Resolves to null when it was given up by the signal. */
  draw(page: number, piece: Piece, signal: AbortSignal): Promise<HTMLCanvasElement | null>;
  words(page: number): Promise<readonly Block[]>;
  /** Whether a page that was drawn uses fonts that the file does not contain and nothing like them is here. */
  lacksFonts(page: number): Promise<boolean>;
};

/** What opens files. */
export type PdfReader = Disposable & { open(bytes: Uint8Array<ArrayBuffer>): Promise<OpenPdf | PdfTrouble> };
