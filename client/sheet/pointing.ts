import { type Gesture, type GesturePort, gesturesOf } from './gestures.ts';
import type { Point } from './marks.ts';
import { panned, toUnits, zoomed } from './viewport.ts';

type Hand = { readonly kind: string; at: Point };

/** Follows the pointers on a canvas: mouse, finger and pen draw; two fingers move and enlarge the page, and one moves it once a pen was seen. */
export const pointing = (canvas: () => HTMLCanvasElement | null, port: GesturePort) => {
  const { desk } = port;
  const gestures = gesturesOf(port);
  const hands = new Map<number, Hand>();
  let gesture: Gesture | null = null;
  let pens = false;
  /** In pixels of CSS, on the canvas. */
  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top } = canvas()?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return [clientX - left, clientY - top];
  };

  /** Two fingers. */
  const pinch = (): Gesture => {
    const both = (): readonly [Hand, Hand] | null => {
      const [one, other] = hands.values();
      return one && other ? [one, other] : null;
    };
    const measure = (): { middle: Point; wide: number } | null => {
      const pair = both();
      if (!pair) return null;
      const [{ at: a }, { at: b }] = pair;
      return { middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], wide: Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])) };
    };
    let before = measure();
    return {
      move: () => {
        const now = measure();
        if (!now || !before) return;
        const view = panned(desk.viewNow(), [now.middle[0] - before.middle[0], now.middle[1] - before.middle[1]]);
        desk.view.value = zoomed(view, now.wide / before.wide, now.middle);
        before = now;
      },
      end: () => {},
      cancel: () => {},
    };
  };

  const begin = (event: PointerEvent, at: Point): Gesture | null => {
    const page = desk.page.value;
    const tool = desk.tool.value;
    if (page === null) return null;
    // A hand that rests on the glass beside a pen draws nothing.
    const byHand = event.pointerType === 'touch' && pens;
    if (tool === 'move' || byHand || event.button === 1 || !desk.mayDraw.value) return gestures.drag(at);
    switch (tool) {
      case 'pen':
      case 'light':
        return gestures.ink(page, at, event.pointerType === 'pen' && tool === 'pen', tool === 'light');
      case 'eraser':
        return gestures.erase(at, event.pointerType);
      case 'select':
        return gestures.choose(at, event.pointerType);
      case 'laser':
        return gestures.laser(at);
      case 'text':
      case 'note':
        return { move: () => {}, end: (to) => port.write(toUnits(desk.viewNow(), to), tool === 'note'), cancel: () => {} };
      case 'line':
      case 'arrow':
      case 'box':
      case 'oval':
        return gestures.figure(page, at, tool);
    }
  };

  return {
    down: (event: PointerEvent): void => {
      if (event.pointerType === 'pen') pens = true;
      const at = placeOf(event);
      hands.set(event.pointerId, { kind: event.pointerType, at });
      const fingers = Array.from(hands.values()).filter(({ kind }) => kind === 'touch');
      if (fingers.length === 2) {
        gesture?.cancel();
        gesture = pinch();
      } else if (hands.size === 1) gesture = begin(event, at);
    },
    moved: (event: PointerEvent): void => {
      const hand = hands.get(event.pointerId);
      if (!hand) return;
      hand.at = placeOf(event);
      const all = event.getCoalescedEvents();
      gesture?.move(
        hand.at,
        (all.length > 0 ? all : [event]).map((one) => ({ at: placeOf(one), force: one.pressure })),
      );
    },
    up: (event: PointerEvent): void => {
      const hand = hands.get(event.pointerId);
      if (!hand) return;
      gesture?.end(placeOf(event));
      gesture = null;
      hands.delete(event.pointerId);
    },
    cancel: (event: PointerEvent): void => {
      hands.delete(event.pointerId);
      gesture?.cancel();
      gesture = null;
    },
  };
};
