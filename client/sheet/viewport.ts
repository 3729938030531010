import type { Box } from './geometry.ts';
import type { Point } from './marks.ts';

/** What of a page is seen: the point in the upper left corner, and pixels of CSS for each unit. */
export type View = { readonly x: number; readonly y: number; readonly scale: number };
export type Size = { readonly width: number; readonly height: number };

const scales = { least: 0.05, most: 8 } as const;

/** The whole of `box`, in the middle. */
export const fitting = ({ left, top, right, bottom }: Box, { width, height }: Size): View => {
  const wanted = Math.min(width / (right - left), height / (bottom - top));
  const scale = Math.min(scales.most, Math.max(scales.least, wanted));
  return { x: (left + right) / 2 - width / scale / 2, y: (top + bottom) / 2 - height / scale / 2, scale };
};

export const toUnits = ({ x, y, scale }: View, [px, py]: Point): Point => [x + px / scale, y + py / scale];
export const toPixels = ({ x, y, scale }: View, [ux, uy]: Point): Point => [(ux - x) * scale, (uy - y) * scale];

/** Nearer or farther, so that the point under `at` (pixels) stays there. */
export const zoomed = (view: View, factor: number, at: Point): View => {
  const scale = Math.min(scales.most, Math.max(scales.least, view.scale * factor));
  const [ux, uy] = toUnits(view, at);
  return { x: ux - at[0] / scale, y: uy - at[1] / scale, scale };
};

export const panned = (view: View, [dx, dy]: Point): View => ({
  ...view,
  x: view.x - dx / view.scale,
  y: view.y - dy / view.scale,
});

export const seenIn = ({ x, y, scale }: View, { width, height }: Size): Box => ({
  left: x,
  top: y,
  right: x + width / scale,
  bottom: y + height / scale,
});
