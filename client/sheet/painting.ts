import { getStroke } from 'perfect-freehand';
import type { Drawn } from './layer.ts';
import { lineHeight, lineWidths, linesOf, notePadding, pointsOf, textSize, textWidth } from './geometry.ts';
import type { Colour, Element, Figure, Point } from './marks.ts';
import { bitmapOf } from './pictures/pictures.ts';

/** On white, each with a contrast of at least 4.5. */
export const inks: Readonly<Record<Colour, string>> = {
  ink: '#1d2327',
  red: '#b3261e',
  blue: '#1f57c3',
  green: '#14713a',
  orange: '#9a4a00',
  violet: '#6f36a8',
};
const noteGround: Readonly<Record<Colour, string>> = {
  ink: '#fff3b0',
  red: '#ffd9d4',
  blue: '#d8e6ff',
  green: '#d8f3e0',
  orange: '#ffe5c7',
  violet: '#ecdcff',
};
const font = `${textSize}px system-ui, sans-serif`;

/** Outlines are made once for each line that was drawn. */
const outlines = new WeakMap<Element, Path2D>();

const outlineOf = (element: Extract<Element, { kind: 'ink' }>): Path2D => {
  const known = outlines.get(element);
  if (known) return known;
  const { path, force, width, light } = element;
  const points = pointsOf(path).map(([x, y], index) => [x, y, force ? Number(force[index] ?? 5) / 9 : 0.5]);
  const size = lineWidths[width] * (light ? 5 : 1.6);
  const outline = getStroke(points, { size, thinning: force ? 0.6 : 0, smoothing: 0.5, streamline: 0.35 });
  const made = new Path2D();
  outline.forEach(([x, y], index) => (index === 0 ? made.moveTo(x, y) : made.lineTo(x, y)));
  made.closePath();
  outlines.set(element, made);
  return made;
};

const figurePath = (figure: Figure, [x1, y1]: Point, [x2, y2]: Point, head: number): Path2D => {
  const path = new Path2D();
  switch (figure) {
    case 'box':
      path.rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
      break;
    case 'oval':
      path.ellipse((x1 + x2) / 2, (y1 + y2) / 2, Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2, 0, 0, 2 * Math.PI);
      break;
    case 'line':
    case 'arrow':
      path.moveTo(x1, y1);
      path.lineTo(x2, y2);
  }
  if (figure !== 'arrow') return path;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  for (const turn of [-2.6, 2.6]) {
    path.moveTo(x2, y2);
    path.lineTo(x2 + head * Math.cos(angle + turn), y2 + head * Math.sin(angle + turn));
  }
  return path;
};

/** Draws one thing, in units of the sheet. */
export const paint = (context: CanvasRenderingContext2D, drawn: Pick<Drawn, 'element' | 'data'>): void => {
  const { element } = drawn;
  context.save();
  switch (element.kind) {
    case 'image': {
      const bitmap = bitmapOf(drawn);
      const place = [...element.at, ...element.size] as const;
      if (bitmap) context.drawImage(bitmap, ...place);
      else {
        // It comes.
        context.fillStyle = '#eceff1';
        context.fillRect(...place);
      }
      break;
    }
    case 'ink':
      context.fillStyle = inks[element.colour];
      context.globalAlpha = element.light ? 0.3 : 1;
      context.fill(outlineOf(element));
      break;
    case 'figure': {
      const { figure, from, to, colour, width } = element;
      context.strokeStyle = inks[colour];
      context.lineWidth = lineWidths[width];
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.stroke(figurePath(figure, from, to, 12 + 2.5 * lineWidths[width]));
      break;
    }
    case 'text': {
      const { at, text, note, colour } = element;
      context.font = font;
      context.textBaseline = 'middle';
      const width = note ? textWidth.note : textWidth.text;
      const lines = linesOf(text, width, (line) => context.measureText(line).width);
      const pad = note ? notePadding : 0;
      if (note) {
        context.fillStyle = noteGround[colour];
        context.fillRect(at[0], at[1], width + 2 * pad, lines.length * lineHeight + 2 * pad);
      }
      context.fillStyle = inks[colour];
      lines.forEach((line, index) => context.fillText(line, at[0] + pad, at[1] + pad + (index + 0.5) * lineHeight));
    }
  }
  context.restore();
};
