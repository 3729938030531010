import { type Box, around, boxOf } from './geometry.ts';
import type { Drawn, Layer } from './layer.ts';
import type { Element, Point, SheetGlimpse } from './marks.ts';
import { paint } from './painting.ts';
import { picturesOpened } from './pictures/pictures.ts';
import { type Size, type View, seenIn } from './viewport.ts';

/** Paints what is under everything, as far as it is seen. `pixel`: one pixel of the screen, in units. Another function where it looks otherwise. */
export type Ground = (context: CanvasRenderingContext2D, seen: Box, pixel: number) => void;

/** What is drawn now, beside what stands on the sheet. */
export type Live = {
  /** Under the pointer, not written yet. */
  readonly element: Element | null;
  /** Chosen, and moved by so much meanwhile. */
  readonly selected: readonly string[];
  readonly shift: readonly [x: number, y: number];
  /** A frame that is drawn around things, or where the keyboard is. */
  readonly frame: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | null;
  readonly cross: readonly [x: number, y: number] | null;
  /** Where one points at. */
  readonly laser: Point | null;
};
export const nothingLive: Live = { element: null, selected: [], shift: [0, 0], frame: null, cross: null, laser: null };

const prepare = (canvas: HTMLCanvasElement, { width, height }: Size, view: View): CanvasRenderingContext2D | null => {
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const scale = view.scale * ratio;
  context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  return context;
};

/**
 * Draws a page on two canvases: what stands on the one below, drawn whole only when it must be, what is under the pointer on the one
 * above.
 */
export class Sheet {
  readonly #base: HTMLCanvasElement;
  readonly #above: HTMLCanvasElement;
  #drawn: readonly Drawn[] = [];
  #as = '';
  #ground: Ground | null = null;

  constructor(base: HTMLCanvasElement, above: HTMLCanvasElement) {
    this.#base = base;
    this.#above = above;
  }

  /** What stands. Where only something was added since, only that is drawn. */
  show(drawn: readonly Drawn[], ground: Ground, size: Size, view: View): void {
    const as = JSON.stringify([size, view, devicePixelRatio, picturesOpened.value]);
    const isLonger =
      ground === this.#ground &&
      as === this.#as &&
      this.#drawn.every((one, index) => one.element === drawn[index]?.element && one.data === drawn[index].data);
    const fresh = isLonger ? drawn.slice(this.#drawn.length) : drawn;
    if (isLonger && fresh.length === 0) return;
    const context = prepare(this.#base, size, view);
    if (!context) return;
    const seen = seenIn(view, size);
    if (!isLonger) {
      context.clearRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
      ground(context, seen, 1 / (view.scale * devicePixelRatio));
    }
    for (const one of fresh) {
      const { left, top, right, bottom } = boxOf(one.element);
      if (left < seen.right && right > seen.left && top < seen.bottom && bottom > seen.top) paint(context, one);
    }
    this.#drawn = drawn;
    this.#as = as;
    this.#ground = ground;
  }

  /** What is under one's own pointer, and under those of the others. */
  showLive(live: Live, others: readonly SheetGlimpse[], layer: Layer, page: string, size: Size, view: View): void {
    const context = prepare(this.#above, size, view);
    if (!context) return;
    const seen = seenIn(view, size);
    context.clearRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
    for (const other of others) {
      if ('element' in other && other.element.page === page) paint(context, other);
      if ('laser' in other && other.page === page) paintLaser(context, other.laser, 9 / view.scale);
    }
    if (live.laser) paintLaser(context, live.laser, 9 / view.scale);
    if (live.element) paint(context, { element: live.element });
    context.lineWidth = 2 / view.scale;
    context.strokeStyle = '#1b5fd0';
    const chosen = live.selected.flatMap((id) => layer.elements.get(id) ?? []);
    context.save();
    context.translate(...live.shift);
    if (live.shift[0] !== 0 || live.shift[1] !== 0) for (const one of chosen) paint(context, one);
    context.setLineDash([6 / view.scale, 4 / view.scale]);
    const box = around(chosen.map(({ element }) => boxOf(element)));
    if (box) strokeBox(context, box, 6 / view.scale);
    context.restore();
    if (live.frame) strokeBox(context, live.frame, 0);
    if (live.cross) strokeCross(context, live.cross, 12 / view.scale);
  }
}

const strokeBox = (
  context: CanvasRenderingContext2D,
  { left, top, right, bottom }: NonNullable<Live['frame']>,
  pad: number,
): void => context.strokeRect(left - pad, top - pad, right - left + 2 * pad, bottom - top + 2 * pad);

const paintLaser = (context: CanvasRenderingContext2D, [x, y]: Point, radius: number): void => {
  context.save();
  context.fillStyle = '#e0211a';
  context.strokeStyle = '#ffffff';
  context.lineWidth = radius / 3;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.restore();
};

const strokeCross = (context: CanvasRenderingContext2D, [x, y]: readonly [number, number], arm: number): void => {
  context.beginPath();
  context.moveTo(x - arm, y);
  context.lineTo(x + arm, y);
  context.moveTo(x, y - arm);
  context.lineTo(x, y + arm);
  context.stroke();
};
