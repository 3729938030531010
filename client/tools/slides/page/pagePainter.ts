import type { View } from '../deck.ts';
import type { OpenPdf, Size } from '../reading.ts';
import { placed } from './placing.ts';

/** A page to be seen. `pdf`, `page`: null and 0 of a blank one, whose size is `blank`. `ahead`: pages that may be wanted next. */
export type Wanted = {
  readonly key: string;
  readonly pdf: OpenPdf | null;
  readonly page: number;
  readonly blank: Size;
  readonly frame: Size;
  readonly view: View | null;
  readonly ahead: readonly number[];
};

/** So many pages are kept as pictures, so that leafing is at once. */
const keptPictures = 6;
const paperWhite = '#ffffff';

type Picture = { readonly pdf: OpenPdf; readonly page: number; readonly scale: number; readonly canvas: HTMLCanvasElement };

/** Draws the page that is wanted last on a canvas: at once from what it has, then sharply. */
export class PagePainter implements Disposable {
  readonly #canvas: HTMLCanvasElement;
  readonly #drawn: (wanted: Wanted, page: Size) => void;
  readonly #failed: (wanted: Wanted) => void;
  #pictures: Picture[] = [];
  #turn = new AbortController();

  /** `drawn`: the page is on the canvas, and so large in points. */
  constructor(canvas: HTMLCanvasElement, drawn: (wanted: Wanted, page: Size) => void, failed: (wanted: Wanted) => void) {
    this.#canvas = canvas;
    this.#drawn = drawn;
    this.#failed = failed;
  }

  show(wanted: Wanted): void {
    this.#turn.abort();
    this.#turn = new AbortController();
    const { signal } = this.#turn;
    void this.#paint(wanted, signal).catch(() => {
      if (!signal.aborted) this.#failed(wanted);
    });
  }

  [Symbol.dispose](): void {
    this.#turn.abort();
    this.#pictures = [];
  }

  async #paint(wanted: Wanted, signal: AbortSignal): Promise<void> {
    const { pdf, page, frame, view } = wanted;
    const ratio = devicePixelRatio;
    const size = pdf ? await pdf.size(page) : wanted.blank;
    if (signal.aborted) return;
    const at = placed(size, frame, view);
    if (!pdf) {
      this.#put(null, at, size, frame);
      return this.#drawn(wanted, size);
    }
    const known = this.#pictures.find((one) => one.pdf === pdf && one.page === page);
    if (known) this.#put(known.canvas, at, size, frame);
    if (!known || known.scale < at.scale * ratio * 0.99) await this.#sharpen(wanted, size, signal);
    if (signal.aborted) return;
    this.#drawn(wanted, size);
    for (const next of wanted.ahead) if (!signal.aborted) await this.#prepare(pdf, next, frame, signal);
  }

  /** Draws what is seen of the page as finely as the screen shows it. */
  async #sharpen({ pdf, page, frame, view }: Wanted, size: Size, signal: AbortSignal): Promise<void> {
    if (!pdf) return;
    const ratio = devicePixelRatio;
    const at = placed(size, frame, view);
    const scale = at.scale * ratio;
    const left = Math.max(0, -at.x * ratio);
    const top = Math.max(0, -at.y * ratio);
    const width = Math.min(size.width * scale, frame.width * ratio);
    const height = Math.min(size.height * scale, frame.height * ratio);
    const canvas = await pdf.draw(page, { scale, left, top, width, height }, signal);
    if (!canvas || signal.aborted) return;
    const context = this.#clear(frame);
    context.drawImage(canvas, Math.max(0, at.x) * ratio, Math.max(0, at.y) * ratio);
    if (view === null) this.#keep({ pdf, page, scale, canvas });
  }

  /** Draws a page before it is wanted. */
  async #prepare(pdf: OpenPdf, page: number, frame: Size, signal: AbortSignal): Promise<void> {
    const size = await pdf.size(page);
    const scale = placed(size, frame, null).scale * devicePixelRatio;
    if (this.#pictures.some((one) => one.pdf === pdf && one.page === page && one.scale >= scale * 0.99)) return;
    const piece = { scale, left: 0, top: 0, width: size.width * scale, height: size.height * scale };
    const canvas = signal.aborted ? null : await pdf.draw(page, piece, signal);
    if (canvas) this.#keep({ pdf, page, scale, canvas });
  }

  #keep(picture: Picture): void {
    const others = this.#pictures.filter(({ pdf, page }) => pdf !== picture.pdf || page !== picture.page);
    this.#pictures = [...others, picture].slice(-keptPictures);
  }

  #clear(frame: Size): CanvasRenderingContext2D {
    const canvas = this.#canvas;
    canvas.width = Math.max(1, Math.round(frame.width * devicePixelRatio));
    canvas.height = Math.max(1, Math.round(frame.height * devicePixelRatio));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    return context;
  }

  /** A picture of the whole page, or a blank one, where the page stands. */
  #put(picture: HTMLCanvasElement | null, at: ReturnType<typeof placed>, size: Size, frame: Size): void {
    const context = this.#clear(frame);
    const ratio = devicePixelRatio;
    const [x, y, width, height] = [at.x, at.y, size.width * at.scale, size.height * at.scale].map((one) => one * ratio) as [
      number,
      number,
      number,
      number,
    ];
    context.fillStyle = paperWhite;
    context.fillRect(x, y, width, height);
    if (picture) context.drawImage(picture, x, y, width, height);
  }
}
