import type { Desk } from './desk.ts';
import { type Box, boxOf, pathOf, touches } from './geometry.ts';
import { type Element, type Figure, type Point, most } from './marks.ts';
import { type Live, nothingLive } from './sheet.ts';
import { panned, toUnits } from './viewport.ts';

/** What gestures need of the sheet that is shown. Places are in pixels of CSS on the canvas, unless in units. */
export type GesturePort = {
  readonly desk: Desk;
  readonly live: (live: Live) => void;
  /** Somebody writes here, in units. */
  readonly write: (at: Point, note: boolean) => void;
};

/** One movement of a pointer, from its touching to its leaving. */
export type Gesture = {
  move(at: Point, events: readonly { readonly at: Point; readonly force: number }[]): void;
  end(at: Point): void;
  cancel(): void;
};

/** So near counts as touching, in pixels. */
const reach: Readonly<Record<string, number>> = { mouse: 6, pen: 6, touch: 14 };
/** Points that are nearer than this to the last, in pixels, are left out. */
const nearest = 1.5;

/** A name for something new on a sheet. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join('');

const isInside = (box: Box, outer: Box): boolean =>
  box.left >= outer.left && box.right <= outer.right && box.top >= outer.top && box.bottom <= outer.bottom;

/** What a pointer can do on a page. */
export const gesturesOf = (port: GesturePort) => {
  const { desk } = port;
  const unitsAt = (at: Point): Point => toUnits(desk.viewNow(), at);
  const show = (live: Partial<Live>): void => port.live({ ...nothingLive, selected: desk.selected.value, ...live });
  const done = (): void => show({});

  const ink = (page: string, start: Point, pressed: boolean, light: boolean): Gesture => {
    const points: Point[] = [unitsAt(start)];
    const forces: number[] = [0.5];
    let last = start;
    const made = (): Element => ({
      kind: 'ink',
      page,
      colour: desk.colour.value,
      width: desk.width.value,
      light,
      path: pathOf(points),
      force: pressed ? forces.map((force) => Math.round(force * 9)).join('') : '',
    });
    const finish = (): void => desk.draw({ put: newId(), element: made() });
    return {
      move: (_at, events) => {
        for (const { at, force } of events) {
          if (Math.hypot(at[0] - last[0], at[1] - last[1]) < nearest) continue;
          last = at;
          points.push(unitsAt(at));
          forces.push(force);
          if (points.length < most.points) continue;
          // As long as one may be: it goes on as another.
          finish();
          points.splice(0, points.length - 1);
          forces.splice(0, forces.length - 1);
        }
        show({ element: made() });
      },
      end: () => {
        finish();
        done();
      },
      cancel: done,
    };
  };

  const erase = (start: Point, kind: string): Gesture => {
    const gone = new Set<string>();
    const rub = (at: Point): void => {
      const near = (reach[kind] ?? 14) / desk.viewNow().scale;
      for (const { id, element } of desk.mine()) if (!gone.has(id) && touches(element, unitsAt(at), near)) gone.add(id);
      show({ selected: [...gone] });
    };
    rub(start);
    return {
      move: rub,
      end: () => {
        if (gone.size > 0) desk.draw({ drop: [...gone] });
        done();
      },
      cancel: done,
    };
  };

  const figure = (page: string, start: Point, kind: Figure): Gesture => {
    const round = ([x, y]: Point): [number, number] => [Math.round(x), Math.round(y)];
    const from = round(unitsAt(start));
    const made = (at: Point): Element => ({
      kind: 'figure',
      page,
      colour: desk.colour.value,
      width: desk.width.value,
      figure: kind,
      from,
      to: round(unitsAt(at)),
    });
    return {
      move: (at) => show({ element: made(at) }),
      end: (at) => {
        if (Math.hypot(at[0] - start[0], at[1] - start[1]) > nearest) desk.draw({ put: newId(), element: made(at) });
        done();
      },
      cancel: done,
    };
  };

  const choose = (start: Point, kind: string): Gesture => {
    const near = (reach[kind] ?? 14) / desk.viewNow().scale;
    const from = unitsAt(start);
    const hit = desk.mine().findLast(({ element }) => touches(element, from, near));
    if (!hit) return frame(from);
    const selected = desk.selected.value.includes(hit.id) ? desk.selected.value : [hit.id];
    desk.selected.value = selected;
    show({});
    const shiftTo = (at: Point): [number, number] => {
      const [x, y] = unitsAt(at);
      return [Math.round(x - from[0]), Math.round(y - from[1])];
    };
    return {
      move: (at) => show({ shift: shiftTo(at) }),
      end: (at) => {
        const by = shiftTo(at);
        if (by[0] !== 0 || by[1] !== 0) desk.draw({ move: [...selected], by });
        done();
      },
      cancel: done,
    };
  };

  const frame = (from: Point): Gesture => {
    const boxTo = (at: Point): Box => {
      const [x, y] = unitsAt(at);
      return { left: Math.min(x, from[0]), top: Math.min(y, from[1]), right: Math.max(x, from[0]), bottom: Math.max(y, from[1]) };
    };
    desk.selected.value = [];
    return {
      move: (at) => show({ frame: boxTo(at) }),
      end: (at) => {
        const box = boxTo(at);
        desk.selected.value = desk.mine().flatMap(({ id, element }) => (isInside(boxOf(element), box) ? [id] : []));
        done();
      },
      cancel: done,
    };
  };

  const drag = (start: Point): Gesture => {
    let last = start;
    return {
      move: (at) => {
        desk.view.value = panned(desk.viewNow(), [at[0] - last[0], at[1] - last[1]]);
        last = at;
      },
      end: () => {},
      cancel: () => {},
    };
  };

  const laser = (start: Point): Gesture => {
    show({ laser: unitsAt(start) });
    return { move: (at) => show({ laser: unitsAt(at) }), end: done, cancel: done };
  };

  return { ink, erase, figure, choose, drag, laser };
};
