import { type ReadonlySignal, signal } from '@preact/signals';
import type { Ground } from '../../../sheet/sheet.ts';
import type { OpenPdf, Size } from '../reading.ts';

/** A page has so many units across on its sheet. */
export const unitsAcross = 1_600;

/** A page to be seen. `pdf`: null of a blank one. `ahead`: pages that may be wanted next. */
export type Wanted = {
  readonly key: string;
  readonly pdf: OpenPdf | null;
  readonly page: number;
  readonly frame: Size;
  /** What is seen of it, in units, and pixels of CSS for each; null: all of it. */
  readonly view: { readonly x: number; readonly y: number; readonly scale: number } | null;
  readonly ahead: readonly number[];
};

/** What is under the marks. `key`: of the page that is drawn; `size` of it, in points. */
export type Drawn = { readonly key: string; readonly ground: Ground };

type Picture = { readonly pdf: OpenPdf; readonly page: number; readonly across: number; readonly canvas: HTMLCanvasElement };
type Cut = { readonly canvas: HTMLCanvasElement; readonly at: readonly [x: number, y: number, width: number, height: number] };

/** So many pages are kept as pictures, so that leafing is at once. */
const keptPictures = 6;
/** How large a picture may be, in pixels: more, and phones give up. */
const mostPixels = 12_000_000;
const paperWhite = '#ffffff';
const surround = '#e6e4de';

/** Paper of this height, in units, with a picture of it, and a sharper one of a piece where one looks nearer. */
const groundOf =
  (height: number, picture: HTMLCanvasElement | null, cut: Cut | null): Ground =>
  (context, seen) => {
    context.fillStyle = surround;
    context.fillRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
    context.fillStyle = paperWhite;
    context.fillRect(0, 0, unitsAcross, height);
    if (picture) context.drawImage(picture, 0, 0, unitsAcross, height);
    if (cut) context.drawImage(cut.canvas, ...cut.at);
  };

/** The height of a page in units. */
export const unitsDown = ({ width, height }: Size): number => (unitsAcross * height) / width;

/** Draws the page that was wanted last: at once from what it has, then sharply. `failed`: a page that cannot be drawn. */
export class PageGround implements Disposable {
  readonly #failed: (key: string) => void;
  readonly #now = signal<Drawn | null>(null);
  #pictures: Picture[] = [];
  #turn = new AbortController();

  constructor(failed: (key: string) => void) {
    this.#failed = failed;
  }

  get now(): ReadonlySignal<Drawn | null> {
    return this.#now;
  }

  /** `size`: of the page, in points. */
  show(wanted: Wanted, size: Size): void {
    this.#turn.abort();
    this.#turn = new AbortController();
    const { signal: given } = this.#turn;
    void this.#paint(wanted, size, given).catch(() => {
      if (!given.aborted) this.#failed(wanted.key);
    });
  }

  [Symbol.dispose](): void {
    this.#turn.abort();
    this.#pictures = [];
  }

  async #paint({ key, pdf, page, frame, view, ahead }: Wanted, size: Size, given: AbortSignal): Promise<void> {
    const down = unitsDown(size);
    const put = (picture: HTMLCanvasElement | null, cut: Cut | null): void => {
      this.#now.value = { key, ground: groundOf(down, picture, cut) };
    };
    if (!pdf) return put(null, null);
    const known = this.#known(pdf, page);
    if (known) put(known.canvas, null);
    const whole = await this.#whole(pdf, page, size, frame, given);
    if (!whole || given.aborted) return;
    if (whole !== known) put(whole.canvas, null);
    if (view && view.scale * unitsAcross * devicePixelRatio > whole.across * 1.05) {
      const cut = await cutOf(pdf, page, size, frame, view, given);
      if (given.aborted) return;
      if (cut) put(whole.canvas, cut);
    }
    for (const next of ahead) if (!given.aborted) await this.#whole(pdf, next, await pdf.size(next), frame, given);
  }

  #known(pdf: OpenPdf, page: number): Picture | undefined {
    return this.#pictures.find((one) => one.pdf === pdf && one.page === page);
  }

  /** The picture of a page, as fine as it is seen when all of it is. Null when it was given up. */
  async #whole(pdf: OpenPdf, page: number, size: Size, frame: Size, given: AbortSignal): Promise<Picture | null> {
    const fit = Math.min(frame.width / size.width, frame.height / size.height) * devicePixelRatio;
    const scale = Math.min(fit, Math.sqrt(mostPixels / (size.width * size.height)));
    const across = size.width * scale;
    const known = this.#known(pdf, page);
    if (known && known.across >= across * 0.98) return known;
    const canvas = await pdf.draw(page, { scale, left: 0, top: 0, width: across, height: size.height * scale }, given);
    if (!canvas) return null;
    const picture = { pdf, page, across, canvas };
    const others = this.#pictures.filter((one) => one.pdf !== pdf || one.page !== page);
    this.#pictures = [...others, picture].slice(-keptPictures);
    return picture;
  }
}

/** What is seen of a page that is looked at from near, as fine as the screen shows it. */
async function cutOf(
  pdf: OpenPdf,
  page: number,
  size: Size,
  frame: Size,
  { x, y, scale }: NonNullable<Wanted['view']>,
  given: AbortSignal,
): Promise<Cut | null> {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const width = Math.min(unitsAcross, x + frame.width / scale) - left;
  const height = Math.min(unitsDown(size), y + frame.height / scale) - top;
  if (width <= 0 || height <= 0) return null;
  const fine = Math.min(scale * devicePixelRatio, Math.sqrt(mostPixels / (width * height)));
  const piece = {
    scale: (fine * unitsAcross) / size.width,
    left: left * fine,
    top: top * fine,
    width: width * fine,
    height: height * fine,
  };
  const canvas = await pdf.draw(page, piece, given);
  return canvas && { canvas, at: [left, top, width, height] };
}
