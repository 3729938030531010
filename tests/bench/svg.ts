export type Chart = {
  readonly title: string;
  readonly along: string;
  readonly up: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly (readonly [x: number, y: number])[] }[];
};

const size = { width: 420, height: 300, left: 46, right: 14, top: 46, bottom: 44 } as const;
const classes = ['ours', 'floor'];

/** The smallest of 1, 2, 5, 10, 20 ... that makes at most five steps up to `most`. */
const stepFor = (most: number): number => {
  const magnitude = 10 ** Math.floor(Math.log10(most / 5));
  return ([1, 2, 5, 10].find((factor) => most / (factor * magnitude) <= 5) ?? 10) * magnitude;
};

const drawChart = ({ title, along, up, lines }: Chart, offset: number): string => {
  const all = lines.flatMap(({ points }) => points);
  const [mostX, mostY] = [Math.max(...all.map(([x]) => x)), Math.max(...all.map(([, y]) => y))];
  const step = stepFor(mostY);
  const top = Math.ceil(mostY / step) * step;
  const x = (value: number): number => Math.round(size.left + (value / mostX) * (size.width - size.left - size.right));
  const y = (value: number): number =>
    Math.round(size.height - size.bottom - (value / top) * (size.height - size.top - size.bottom));
  const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => Number((index * step).toPrecision(3)));
  const xs = lines[0]?.points.map(([value]) => value) ?? [];
  return [
    `<g transform="translate(${offset} 0)">`,
    `<text class="title" x="${size.left}" y="18">${title}</text>`,
    `<text x="${size.left}" y="36">${up}</text>`,
    ...ticks.map(
      (value) =>
        `<path class="grid" d="M${size.left} ${y(value)}H${size.width - size.right}"/><text class="end" x="${size.left - 6}" y="${y(value) + 4}">${value}</text>`,
    ),
    ...xs.map((value) => `<text class="middle" x="${x(value)}" y="${size.height - size.bottom + 16}">${value}</text>`),
    `<text class="middle" x="${(size.left + size.width - size.right) / 2}" y="${size.height - 8}">${along}</text>`,
    ...lines.flatMap(({ name, points }, index) => [
      `<polyline class="${classes[index]}" points="${points.map(([one, other]) => `${x(one)},${y(other)}`).join(' ')}"/>`,
      ...points.map(([one, other]) => `<circle class="${classes[index]}" cx="${x(one)}" cy="${y(other)}" r="3"/>`),
      `<path class="${classes[index]}" d="M${size.left + 12} ${size.top + 14 + index * 16}h18"/>`,
      `<text x="${size.left + 36}" y="${size.top + 18 + index * 16}">${name}</text>`,
    ]),
    '</g>',
  ].join('\n');
};

const style = `
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600 }
.end { text-anchor: end }
.middle { text-anchor: middle }
.grid { stroke: #8884; fill: none }
polyline, path { fill: none; stroke-width: 2 }
.grid { stroke-width: 1 }
.ours { stroke: #0b6e99 }
.floor { stroke: #a15c00; stroke-dasharray: 5 3 }
circle.ours { fill: #0b6e99; stroke: none }
circle.floor { fill: #a15c00; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd }
  .ours { stroke: #6cc4e8 }
  .floor { stroke: #f0b060 }
  circle.ours { fill: #6cc4e8 }
  circle.floor { fill: #f0b060 }
}`;

/** Charts side by side, as an SVG picture of its own, for light and dark pages. `label`: what it shows, for those who do not see it. */
export const drawCharts = (label: string, charts: readonly Chart[]): string => {
  const width = size.width * charts.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${size.height}" width="${width}" height="${size.height}" role="img" aria-label="${label}">`,
    `<style>${style}</style>`,
    ...charts.map((chart, index) => drawChart(chart, index * size.width)),
    '</svg>',
    '',
  ].join('\n');
};
