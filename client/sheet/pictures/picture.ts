import { type Box, around, boxOf } from '../geometry.ts';
import type { Drawn } from '../layer.ts';
import { paint } from '../painting.ts';
import type { Ground } from '../sheet.ts';

const margin = 20;
/** As large as browsers make a canvas, with some room. */
const largest = 8_000;

/** Everything on a page, however far it goes, on a canvas of at most one pixel for each unit. Null where the browser gives none. */
export const pictureOf = (drawn: readonly Drawn[], ground: Ground, extent: Box): HTMLCanvasElement | null => {
  const { left, top, right, bottom } = around([extent, ...drawn.map(({ element }) => boxOf(element))]) ?? extent;
  const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin];
  const scale = Math.min(1, largest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.setTransform(scale, 0, 0, scale, (margin - left) * scale, (margin - top) * scale);
  ground(context, { left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin }, 1 / scale);
  for (const one of drawn) paint(context, one);
  return canvas;
};
