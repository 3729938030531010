import type { Point } from './marks.ts';
import { type Gesture, type GesturePort, gesturesOf } from './gestures.ts';
import { nothingLive } from './sheet.ts';
import { toPixels, toUnits } from './viewport.ts';

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels at a press, and with Shift. */
const stride = { near: 8, far: 40 } as const;

/** Draws by keys: arrows move a mark over the page, Enter begins and ends what the tool does. */
export const crosshair = (port: GesturePort) => {
  const { desk } = port;
  const gestures = gesturesOf(port);
  let at: Point | null = null;
  let gesture: Gesture | null = null;

  const pixels = (): Point => (at ? toPixels(desk.viewNow(), at) : [desk.size.peek().width / 2, desk.size.peek().height / 2]);
  const show = (): void => {
    if (!gesture) port.live({ ...nothingLive, selected: desk.selected.value, cross: at });
  };
  const begin = (page: string, place: Point): Gesture | null => {
    const tool = desk.tool.value;
    switch (tool) {
      case 'pen':
      case 'light':
        return gestures.ink(page, place, false, tool === 'light');
      case 'eraser':
        return gestures.erase(place, 'touch');
      case 'select':
        return gestures.choose(place, 'touch');
      case 'move':
        return null;
      case 'laser':
        return gestures.laser(place);
      case 'text':
      case 'note':
        port.write(toUnits(desk.viewNow(), place), tool === 'note');
        return null;
      case 'line':
      case 'arrow':
      case 'box':
      case 'oval':
        return gestures.figure(page, place, tool);
    }
  };
  const enter = (): void => {
    const place = pixels();
    const page = desk.page.value;
    if (gesture) {
      gesture.end(place);
      gesture = null;
    } else if (page !== null && desk.mayDraw.value) gesture = begin(page, place);
    show();
  };
  const move = ([dx, dy]: Point, far: boolean): void => {
    const [x, y] = pixels();
    const by = far ? stride.far : stride.near;
    const { width, height } = desk.size.peek();
    const place: Point = [Math.min(width, Math.max(0, x + dx * by)), Math.min(height, Math.max(0, y + dy * by))];
    at = toUnits(desk.viewNow(), place);
    gesture?.move(place, [{ at: place, force: 0.5 }]);
    show();
  };
  return {
    key: (event: KeyboardEvent): void => {
      const step = steps[event.key];
      if (step) move(step, event.shiftKey);
      else if (event.key === 'Enter' || event.key === ' ') enter();
      else if ((event.key === 'Delete' || event.key === 'Backspace') && desk.selected.value.length > 0) {
        desk.draw({ drop: [...desk.selected.value] });
        desk.selected.value = [];
      } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
        if (event.shiftKey) desk.redo();
        else desk.undo();
      } else if (event.key === 'Escape' && gesture) {
        gesture.cancel();
        gesture = null;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    leave: (): void => {
      gesture?.cancel();
      gesture = null;
      at = null;
      show();
    },
  };
};
