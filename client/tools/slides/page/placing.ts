import type { View } from '../deck.ts';
import { most } from '../deck.ts';
import type { Size } from '../reading.ts';

/** Where a page stands in its frame: `scale` pixels a point, its corner at `x`, `y`, in pixels of the frame. */
export type Placing = { readonly scale: number; readonly x: number; readonly y: number };

const whole: View = { zoom: 1, x: 0.5, y: 0.5 };
const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** All of a page is seen at a zoom of 1, in the middle; one that is larger than its frame fills it. */
export const placed = (page: Size, frame: Size, view: View | null): Placing => {
  const { zoom, x, y } = view ?? whole;
  const scale = Math.min(frame.width / page.width, frame.height / page.height) * zoom;
  const corner = (middle: number, large: number, room: number): number =>
    large <= room ? (room - large) / 2 : between(room - large, room / 2 - middle * large, 0);
  return {
    scale,
    x: corner(x, page.width * scale, frame.width),
    y: corner(y, page.height * scale, frame.height),
  };
};

/** The view with which a page stands so; null where all of it is seen. */
const viewOf = (page: Size, frame: Size, zoom: number, corner: { readonly x: number; readonly y: number }): View | null => {
  const held = between(1, zoom, most.zoom);
  if (held <= 1.01) return null;
  const scale = Math.min(frame.width / page.width, frame.height / page.height) * held;
  const middle = (at: number, room: number, large: number): number => between(0, (room / 2 - at) / large, 1);
  return {
    zoom: held,
    x: middle(corner.x, frame.width, page.width * scale),
    y: middle(corner.y, frame.height, page.height * scale),
  };
};

/** Enlarged so many times around a point of the frame. */
export const zoomed = (page: Size, frame: Size, view: View | null, factor: number, at: readonly [number, number]): View | null => {
  const now = placed(page, frame, view);
  const zoom = between(1, (view?.zoom ?? 1) * factor, most.zoom);
  const ratio = zoom / (view?.zoom ?? 1);
  return viewOf(page, frame, zoom, { x: at[0] - (at[0] - now.x) * ratio, y: at[1] - (at[1] - now.y) * ratio });
};

/** Moved by so many pixels. */
export const panned = (page: Size, frame: Size, view: View | null, dx: number, dy: number): View | null => {
  if (!view) return null;
  const now = placed(page, frame, view);
  return viewOf(page, frame, view.zoom, { x: now.x + dx, y: now.y + dy });
};
