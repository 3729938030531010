/**
 * Places rooms in rows, so that arrows point down: after Sugiyama, in its simplest form.
 * @typedef {{ id: string, width: number, imports: import('./rooms.mjs').Import[] }} Box
 * @typedef {{ id: string, row: number, x: number, width: number }} Placed `x`: the middle
 * @typedef {{ from: string, to: string, back: 'values' | 'types' | null, bends: { row: number, x: number }[] }} Arrow `back`: against the
 * others, in a circle, and of what
 */

const gap = 26;
const bendWidth = 8;
const sweeps = 24;

/**
 * @param {Box[]} boxes
 * @returns {{ rows: number, width: number, placed: Placed[], arrows: Arrow[] }}
 */
export function layOut(boxes) {
  const known = new Set(boxes.map(({ id }) => id));
  const edges = boxes.flatMap(({ id, imports }) =>
    imports.filter(({ to }) => known.has(to)).map((one) => ({ from: id, ...one })),
  );
  const { forward, back } = withoutCircles(edges);
  const needed = forward.filter((edge) => !isLonger(edge, forward));
  const rows = rowsOf(
    boxes.map(({ id }) => id),
    forward,
  );

  /** Boxes and the bends of arrows that cross a row. @type {Map<string, { row: number, width: number, x: number, near: string[] }>} */
  const items = new Map(boxes.map(({ id, width }) => [id, { row: rows.get(id) ?? 0, width, x: 0, near: [] }]));
  const paths = needed.map(({ from, to }) => {
    const path = [from];
    for (let row = (rows.get(from) ?? 0) + 1; row < (rows.get(to) ?? 0); row += 1) {
      const id = `${from}>${to}@${row}`;
      items.set(id, { row, width: bendWidth, x: 0, near: [] });
      path.push(id);
    }
    path.push(to);
    for (const [index, id] of path.slice(1).entries()) {
      const before = path[index] ?? '';
      items.get(id)?.near.push(before);
      items.get(before)?.near.push(id);
    }
    return { from, to, path };
  });
  const count = Math.max(...rows.values()) + 1;
  const width = arrange(items, count);
  const at = (/** @type {string} */ id) => items.get(id) ?? { row: 0, width: 0, x: 0 };
  return {
    rows: count,
    width,
    placed: boxes.map(({ id }) => ({ id, row: at(id).row, x: at(id).x, width: at(id).width })),
    arrows: [
      ...paths.map(({ from, to, path }) => ({
        from,
        to,
        back: null,
        bends: path.slice(1, -1).map((id) => ({ row: at(id).row, x: at(id).x })),
      })),
      ...back.map(({ from, to, values }) => ({
        from,
        to,
        back: values > 0 ? /** @type {const} */ ('values') : /** @type {const} */ ('types'),
        bends: [],
      })),
    ],
  };
}

/** @typedef {{ from: string } & import('./rooms.mjs').Import} Edge */

/** Of arrows that make circles, those of fewest imports are set apart; types count last. @param {Edge[]} edges */
function withoutCircles(edges) {
  const weight = (/** @type {Edge} */ { values, types }) => values * 1_000 + types;
  /** @type {{ forward: Edge[], back: Edge[] }} */
  const sorted = { forward: [], back: [] };
  for (const edge of [...edges].sort((a, b) => weight(b) - weight(a) || (a.from + a.to < b.from + b.to ? -1 : 1)))
    sorted[leads(edge.to, edge.from, sorted.forward) ? 'back' : 'forward'].push(edge);
  return sorted;
}

/** Whether arrows lead from one to the other. @param {string} from @param {string} to @param {Edge[]} edges */
function leads(from, to, edges) {
  const seen = new Set();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const edge of edges) if (edge.from === id) open.push(edge.to);
  }
  return false;
}

/** Whether other arrows lead from one end to the other: then it says nothing more. @param {Edge} edge @param {Edge[]} edges */
function isLonger(edge, edges) {
  return edges.some(({ from, to }) => from === edge.from && to !== edge.to && leads(to, edge.to, edges));
}

/** The row of each, by its longest way down. @param {string[]} ids @param {Edge[]} edges @returns {Map<string, number>} */
function rowsOf(ids, edges) {
  /** @type {Map<string, number>} */
  const rows = new Map();
  /** @type {(id: string) => number} */
  const rowOf = (id) => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    const above = edges.filter(({ to }) => to === id).map(({ from }) => rowOf(from));
    const row = above.length > 0 ? Math.max(...above) + 1 : 0;
    rows.set(id, row);
    return row;
  };
  for (const id of ids) rowOf(id);
  return rows;
}

/**
 * Orders each row by where its neighbours are, and then moves all towards them. Returns the width of the whole.
 * @param {Map<string, { row: number, width: number, x: number, near: string[] }>} items
 * @param {number} count
 */
function arrange(items, count) {
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from(items).flatMap(([id, item]) => (item.row === row ? [{ id, item }] : [])),
  );
  const pack = (/** @type {(typeof rows)[number]} */ row) => {
    let x = 0;
    for (const { item } of row) {
      item.x = Math.max(item.x, x + item.width / 2);
      x = item.x + item.width / 2 + gap;
    }
  };
  const wish = (/** @type {{ x: number, near: string[] }} */ item) =>
    item.near.length === 0 ? item.x : item.near.reduce((sum, id) => sum + (items.get(id)?.x ?? 0), 0) / item.near.length;
  rows.forEach(pack);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const row of sweep % 2 === 0 ? rows : [...rows].reverse()) {
      const wished = new Map(row.map(({ id, item }) => [id, wish(item)]));
      row.sort((a, b) => (wished.get(a.id) ?? 0) - (wished.get(b.id) ?? 0));
      for (const { id, item } of row) item.x = wished.get(id) ?? 0;
      // Pushed apart to the right, and then back to the left by half of what that moved them as a whole.
      const before = row.reduce((sum, { item }) => sum + item.x, 0);
      let edge = Number.NEGATIVE_INFINITY;
      for (const { item } of row) {
        item.x = Math.max(item.x, edge + item.width / 2);
        edge = item.x + item.width / 2 + gap;
      }
      const moved = (row.reduce((sum, { item }) => sum + item.x, 0) - before) / row.length;
      for (const { item } of row) item.x -= moved;
    }
  }
  const all = Array.from(items.values());
  const left = Math.min(...all.map(({ x, width }) => x - width / 2));
  for (const item of all) item.x = Math.round(item.x - left);
  return Math.max(...all.map(({ x, width }) => x + width / 2));
}
