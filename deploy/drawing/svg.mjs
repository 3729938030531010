import { layOut } from './layout.mjs';

const rowHeight = 92;
const boxHeight = 46;
const margin = 20;
const head = 58;
const letter = 7.4;
const smallLetter = 5.6;

/** @typedef {import('./rooms.mjs').Room} Room */

/**
 * Both halves, one above the other, as an SVG of plain text.
 * @param {{ title: string, rooms: Room[] }[]} halves
 */
export function draw(halves) {
  let y = 0;
  let width = 0;
  const parts = halves.map(({ title, rooms }) => {
    const half = drawHalf(title, rooms);
    const part = `<g transform="translate(${margin} ${y})">\n${half.svg}\n</g>`;
    y += half.height;
    width = Math.max(width, half.width + 2 * margin);
    return part;
  });
  const note =
    'An arrow: imports. Left out: what follows from other arrows. Dotted: types, against the others; red: values, in a circle.';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.round(width)} ${y + 2 * margin}" font-family="system-ui, sans-serif">
<title>What may know what: the rooms of the code, and who imports whom</title>
<style>
  rect.page { fill: #fff } text { fill: #1b1b1f } .half { font-size: 18px; font-weight: 600 } .note { font-size: 12px; fill: #55555f }
  .box { fill: #f3f4f8; stroke: #5a6072 } .other .box { fill: #fff; stroke-dasharray: 4 3 } .name { font-size: 13px; font-weight: 600 }
  .libraries { font-size: 10px; fill: #55555f } .arrow { fill: none; stroke: #5a6072 } .back { stroke-dasharray: 2 3 } .back.values { stroke: #b3261e }
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#5a6072"/></marker></defs>
<rect class="page" width="100%" height="100%"/>
${parts.join('\n')}
<text class="note" x="${margin}" y="${y + margin}">${note}</text>
</svg>
`;
}

/** @param {string} title @param {Room[]} rooms */
function drawHalf(title, rooms) {
  const own = new Set(rooms.map(({ name }) => name));
  const foreign = new Set(rooms.flatMap(({ imports }) => imports.map(({ to }) => to)).filter((name) => !own.has(name)));
  const all = [...rooms, ...Array.from(foreign, (name) => ({ name, libraries: [], imports: [] }))];
  const shown = new Map(
    all.map((room) => [room.name, { ...room, lines: libraryLines(room.libraries), label: labelOf(room.name, own) }]),
  );
  const boxes = Array.from(shown.values(), ({ name, imports, lines, label }) => ({
    id: name,
    width: Math.round(Math.max(label.length * letter, ...lines.map((line) => line.length * smallLetter)) + 22),
    imports,
  }));
  const { rows, width, placed, arrows } = layOut(boxes);
  const top = (/** @type {number} */ row) => head + row * rowHeight;
  const place = new Map(placed.map((box) => [box.id, box]));
  const arrowLines = arrows.map(({ from, to, back, bends }) => {
    const [start, end] = [place.get(from), place.get(to)];
    if (!start || !end) return '';
    const [y1, y2] = back ? [top(start.row), top(end.row) + boxHeight] : [top(start.row) + boxHeight, top(end.row)];
    // Beside the arrow that leads the other way.
    const aside = back ? 10 : 0;
    const points = [
      { x: start.x + aside, y: y1 },
      ...bends.map((bend) => ({ x: bend.x, y: top(bend.row) + boxHeight / 2 })),
      { x: end.x + aside, y: y2 },
    ];
    return `<path class="arrow${back ? ` back ${back}` : ''}" d="${curve(points)}" marker-end="url(#tip)"/>`;
  });
  const boxLines = placed.map(({ id, row, x, width: wide }) => {
    const { lines, label } = shown.get(id) ?? { lines: [], label: id };
    const name = `<text class="name" text-anchor="middle" x="${x}" y="${top(row) + (lines.length > 0 ? 17 : 27)}">${label}</text>`;
    const small = lines.map(
      (line, index) => `<text class="libraries" text-anchor="middle" x="${x}" y="${top(row) + 30 + index * 11}">${line}</text>`,
    );
    const rect = `<rect class="box" x="${x - wide / 2}" y="${top(row)}" width="${wide}" height="${boxHeight}" rx="5"/>`;
    return `<g${own.has(id) ? '' : ' class="other"'}>${rect}${name}${small.join('')}</g>`;
  });
  const svg = [`<text class="half" x="0" y="36">${title}</text>`, ...arrowLines, ...boxLines].join('\n');
  return { svg, width: Math.max(width, title.length * 10), height: top(rows) };
}

/** @param {string} name @param {Set<string>} own */
function labelOf(name, own) {
  if (!own.has(name)) return name;
  const [, folder] = name.split('/');
  return folder ?? `${name}/*`;
}

/** At most two lines. @param {string[]} libraries */
function libraryLines(libraries) {
  if (libraries.length === 0) return [];
  const text = libraries.join(', ');
  if (text.length < 26) return [text];
  const half = Math.ceil(libraries.length / 2);
  return [`${libraries.slice(0, half).join(', ')},`, libraries.slice(half).join(', ')];
}

/** A soft line that leaves and comes in upright. @param {{ x: number, y: number }[]} points */
function curve(points) {
  const [first, ...rest] = points;
  if (!first) return '';
  let before = first;
  let path = `M${first.x} ${first.y}`;
  for (const point of rest) {
    const middle = Math.round((before.y + point.y) / 2);
    path += `C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    before = point;
  }
  return path;
}
