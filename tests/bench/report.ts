import { styleText } from 'node:util';

/** What performance.md asks for, and whether it held. */
export type Goal = { readonly text: string; readonly met: boolean };

/** One line of the table: ours beside the floor's, both medians of one run. */
export type Row = {
  readonly part: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: number | null;
  /** Null where nothing can be compared with. */
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly goal?: Goal;
  readonly note?: string;
  /** It should have been measured, and was not. */
  readonly failed?: true;
};

/** The middle of some figures. */
export const median = (figures: readonly number[]): number => percentile(figures, 0.5);

/** `share` of the figures are not above the result. */
export const percentile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

type Measured = {
  readonly part: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  /** The ratio that performance.md allows at most. */
  readonly ratioMost?: number;
  /** The same, of the difference. */
  readonly moreMost?: number;
  /** The same, of our own figure. */
  readonly oursMost?: number;
  readonly note?: string;
};

const goalOf = ({ ratioMost, moreMost, oursMost, unit }: Measured, ours: number, floor: number): Goal | undefined => {
  if (ratioMost !== undefined) return { text: `x ${ratioMost}`, met: ours / floor <= ratioMost };
  if (moreMost !== undefined) return { text: `+ ${moreMost} ${unit}`, met: ours - floor <= moreMost };
  if (oursMost !== undefined) return { text: `${oursMost} ${unit}`, met: ours <= oursMost };
  return undefined;
};

/** A line from repeated figures of both sides: their medians and the ratio of these. */
export const compared = (measured: Measured): Row => {
  const ours = median(measured.ours);
  const floor = measured.floor.length > 0 ? median(measured.floor) : null;
  const goal = goalOf(measured, ours, floor ?? Number.NaN);
  const { part, what, unit, note } = measured;
  return {
    part,
    what,
    unit,
    ours,
    floor,
    ratio: floor === null ? null : ours / floor,
    ...(goal && { goal }),
    ...(note && { note }),
  };
};

/** A line that says why there is no figure. */
export const skipped = (part: string, what: string, why: string): Row => ({
  part,
  what,
  unit: '',
  ours: null,
  floor: null,
  ratio: null,
  note: why,
});

/** The same, when something went wrong. */
export const failed = (part: string, what: string, why: string): Row => ({ ...skipped(part, what, why), failed: true });

const figure = (value: number | null): string => {
  if (value === null || Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits);
};

const heads = ['part', 'what', 'ours', 'floor', 'unit', 'ratio', 'goal', ''];

/** The table as text, of a terminal's colours where there is one. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map(({ part, what, ours, floor, unit, ratio, goal }) => [
    part,
    what,
    figure(ours),
    figure(floor),
    unit,
    figure(ratio),
    goal ? `<= ${goal.text}` : '',
    goal ? (goal.met ? 'ok' : 'MISSED') : '',
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...cells.map((line) => line[column]?.length ?? 0)));
  const rightFrom = 2;
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return column >= rightFrom && column !== 4 && column < 6 ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const lines = cells.map((texts, index) => {
    const { goal, note } = rows[index] as Row;
    const said = line(texts);
    const told = goal && !goal.met ? styleText('yellow', said) : said;
    return note ? `${told}\n${' '.repeat((widths[0] ?? 0) + 2)}${styleText('dim', note)}` : told;
  });
  return [styleText('bold', line(heads)), ...lines].join('\n');
};
