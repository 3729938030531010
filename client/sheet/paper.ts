import type { Box } from './geometry.ts';
import type { Ground } from './sheet.ts';

export const papers = ['blank', 'squared', 'seyes'] as const;
export type Paper = (typeof papers)[number];

const rules = (context: CanvasRenderingContext2D, { left, top, right, bottom }: Box, step: number, across: boolean): void => {
  context.beginPath();
  if (across)
    for (let x = Math.ceil(left / step) * step; x < right; x += step) {
      context.moveTo(x, top);
      context.lineTo(x, bottom);
    }
  else
    for (let y = Math.ceil(top / step) * step; y < bottom; y += step) {
      context.moveTo(left, y);
      context.lineTo(right, y);
    }
  context.stroke();
};

/** One square of a school sheet, of 8 mm on paper; Seyès rules it in four. */
const square = 40;

const groundOf =
  (paper: Paper): Ground =>
  (context, seen, pixel) => {
    context.save();
    context.fillStyle = '#ffffff';
    context.fillRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
    context.lineWidth = pixel;
    if (paper === 'squared') {
      context.strokeStyle = '#cfdcec';
      rules(context, seen, square / 2, true);
      rules(context, seen, square / 2, false);
    } else if (paper === 'seyes') {
      context.strokeStyle = '#d9e3f5';
      rules(context, seen, square / 4, false);
      context.strokeStyle = '#a99bd0';
      rules(context, seen, square, false);
      rules(context, seen, square, true);
    }
    context.restore();
  };

/** What is under everything: white paper, ruled or not. */
export const paperGround: Readonly<Record<Paper, Ground>> = {
  blank: groundOf('blank'),
  squared: groundOf('squared'),
  seyes: groundOf('seyes'),
};
