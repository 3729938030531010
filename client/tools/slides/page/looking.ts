import type { View as SheetView } from '../../../sheet/viewport.ts';
import { type View, most } from '../deck.ts';
import type { Size } from '../reading.ts';
import { unitsAcross, unitsDown } from './pageGround.ts';

const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** How a page is seen whole, in pixels of CSS for each unit. */
const fit = (page: Size, frame: Size): number => Math.min(frame.width / unitsAcross, frame.height / unitsDown(page));

/** What one sees of a page, told so that it means the same on a screen of another shape. Null: all of it. */
export const toShared = (seen: SheetView | null, page: Size, frame: Size): View | null => {
  if (!seen || frame.width === 0) return null;
  const zoom = seen.scale / fit(page, frame);
  if (zoom < 1.02) return null;
  return {
    zoom: between(1, zoom, most.zoom),
    x: between(0, (seen.x + frame.width / seen.scale / 2) / unitsAcross, 1),
    y: between(0, (seen.y + frame.height / seen.scale / 2) / unitsDown(page), 1),
  };
};

/** The same back, on this screen. */
export const fromShared = (view: View | null, page: Size, frame: Size): SheetView | null => {
  if (!view || frame.width === 0) return null;
  const scale = fit(page, frame) * view.zoom;
  return {
    scale,
    x: view.x * unitsAcross - frame.width / scale / 2,
    y: view.y * unitsDown(page) - frame.height / scale / 2,
  };
};
