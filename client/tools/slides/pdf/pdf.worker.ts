// Reads files in a thread of its own. Within the script that asks for it, which is pinned by its hash, as that of the frames is.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
