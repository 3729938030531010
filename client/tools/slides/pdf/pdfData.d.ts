/** Made by the build: where the fonts and tables that pdf.js may ask for are, and the SHA-256 of each in Base64, by name. */
declare module 'virtual:pdf-data' {
  export const folder: string;
  export const hashes: Readonly<Record<string, string>>;
}
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
