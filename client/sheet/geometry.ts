import type { Element, Point } from './marks.ts';

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Half of how thick a line is, in units of the sheet. */
export const lineWidths = { thin: 4, medium: 8, thick: 16 } as const;
export const textSize = 36;
export const lineHeight = 46;
/** A text's line is broken at so many units. */
export const textWidth = { text: 1_000, note: 340 } as const;
export const notePadding = 20;

/** The points of a line drawn by hand. */
export const pointsOf = (path: readonly number[]): Point[] => {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < path.length; at += 2) {
    x += path[at] ?? 0;
    y += path[at + 1] ?? 0;
    points.push([x, y]);
  }
  return points;
};

/** The same as steps from each to the next, rounded. */
export const pathOf = (points: readonly Point[]): number[] => {
  let [x, y] = [0, 0];
  return points.flatMap(([px, py]) => {
    const step = [Math.round(px) - x, Math.round(py) - y];
    [x, y] = [Math.round(px), Math.round(py)];
    return step;
  });
};

/** Words in lines of at most `width`, by how wide a text is. */
export const linesOf = (text: string, width: number, measure: (text: string) => number): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const piece of paragraph.split(/(?<=\s)/)) {
      let word = piece;
      if (measure((line + word).trimEnd()) > width && line) {
        lines.push(line.trimEnd());
        line = '';
      }
      // A word that is longer than a line is broken.
      while (measure(word.trimEnd()) > width) {
        let fits = Math.max(1, Math.floor((word.length * width) / measure(word)));
        while (fits > 1 && measure(word.slice(0, fits)) > width) fits -= 1;
        lines.push(word.slice(0, fits));
        word = word.slice(fits);
      }
      line += word;
    }
    return [...lines, line.trimEnd()];
  });

/** About how wide a letter is: for where a text ends, where nothing can be measured. */
const roughly = (text: string): number => text.length * textSize * 0.55;

export const boxOf = (element: Element): Box => {
  switch (element.kind) {
    case 'ink': {
      const points = pointsOf(element.path);
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const pad = lineWidths[element.width];
      return {
        left: Math.min(...xs) - pad,
        top: Math.min(...ys) - pad,
        right: Math.max(...xs) + pad,
        bottom: Math.max(...ys) + pad,
      };
    }
    case 'figure': {
      const [[x1, y1], [x2, y2]] = [element.from, element.to];
      const pad = lineWidths[element.width];
      return {
        left: Math.min(x1, x2) - pad,
        top: Math.min(y1, y2) - pad,
        right: Math.max(x1, x2) + pad,
        bottom: Math.max(y1, y2) + pad,
      };
    }
    case 'text': {
      const { at, text, note } = element;
      const width = note ? textWidth.note : textWidth.text;
      const lines = linesOf(text, width, roughly);
      const pad = note ? notePadding : 0;
      const widest = note ? width : Math.max(...lines.map(roughly), textSize);
      return { left: at[0], top: at[1], right: at[0] + widest + 2 * pad, bottom: at[1] + lines.length * lineHeight + 2 * pad };
    }
  }
};

const distance = ([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
};

const isNearLine = (at: Point, points: readonly Point[], reach: number): boolean =>
  points.some((point, index) => distance(at, points[index - 1] ?? point, point) <= reach);

/** Whether a pointer of `reach` units around `at` touches it. */
export const touches = (element: Element, at: Point, reach: number): boolean => {
  const { left, top, right, bottom } = boxOf(element);
  const [x, y] = at;
  if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach) return false;
  if (element.kind === 'text') return true;
  const near = reach + lineWidths[element.width];
  if (element.kind === 'ink') return isNearLine(at, pointsOf(element.path), near);
  const [[x1, y1], [x2, y2]] = [element.from, element.to];
  switch (element.figure) {
    case 'line':
    case 'arrow':
      return isNearLine(at, [element.from, element.to], near);
    case 'box':
      return isNearLine(
        at,
        [
          [x1, y1],
          [x2, y1],
          [x2, y2],
          [x1, y2],
          [x1, y1],
        ],
        near,
      );
    case 'oval': {
      const [rx, ry] = [Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2];
      const angle = Math.hypot((x - (x1 + x2) / 2) / Math.max(1, rx), (y - (y1 + y2) / 2) / Math.max(1, ry));
      return Math.abs(angle - 1) * Math.min(rx, ry) <= near;
    }
  }
};

/** The smallest box around several; null around nothing. */
export const around = (boxes: readonly Box[]): Box | null =>
  boxes.length === 0
    ? null
    : {
        left: Math.min(...boxes.map(({ left }) => left)),
        top: Math.min(...boxes.map(({ top }) => top)),
        right: Math.max(...boxes.map(({ right }) => right)),
        bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
      };
