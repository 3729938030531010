import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SheetGlimpse } from '../../../client/sheet/marks.ts';
import { type Board, type BoardOp, boardModel, firstPage } from '../../../client/tools/board/board.ts';
import type { Slate } from '../../../client/slates/slate.ts';
import { type Browser, SlateClass } from '../../unit/slates/slateClass.ts';
import { type Part, pause } from '../bench.ts';
import { type Row, compared, percentile } from '../report.ts';

const part = 'board';
const pupils = 29;
const strokesASecond = 20;
const pointersASecond = 10;
const seconds = 10;
const late = 5_000;
const soak = { strokes: 10_000, onBoard: 2_000 };

type BoardSlate = Slate<Board, BoardOp, SheetGlimpse>;
type Scene = { readonly where: SlateClass; readonly people: readonly { browser: Browser; slate: BoardSlate }[] };

let made = 0;
/** A stroke of 60 points, as a pen makes them. */
const stroke = (): BoardOp & { readonly put: string } => ({
  put: String(++made).padStart(10, '0'),
  element: {
    kind: 'ink',
    page: firstPage.id,
    colour: 'ink',
    width: 'thin',
    light: false,
    path: Array.from({ length: 120 }, () => Math.round(Math.random() * 20)),
    force: '',
  },
});

const boardOf = async (where: SlateClass, browser: Browser): Promise<BoardSlate> => {
  const all = where.slatesOf(browser).of(boardModel);
  while (!all.all.value[0]) await pause(0.001);
  return all.all.value[0];
};

const openScene = async (count: number): Promise<Scene> => {
  const where = new SlateClass();
  const host = await where.join('Mme Martin', true);
  const boards = where.slatesOf(host).of(boardModel);
  await boards.open();
  const first = await boardOf(where, host);
  await first.allow('all');
  const people = [{ browser: host, slate: first }];
  for (let index = 0; index < count; index++) {
    const browser = await where.join(`Élève ${index}`);
    people.push({ browser, slate: await boardOf(where, browser) });
  }
  while (people.some(({ slate }) => slate.extent.last === 0)) await pause(0.01);
  return { where, people };
};

/** Notes how long each stroke took to this browser. */
const watch = (slate: BoardSlate, began: ReadonlyMap<string, number>, seen: number[]): void => {
  const known = new Set<string>();
  slate.version.subscribe(() => {
    for (const [id, at] of began) {
      if (known.has(id) || !slate.state.elements.has(id)) continue;
      known.add(id);
      seen.push(performance.now() - at);
    }
  });
};

/** Thirty people draw and point at once, all of their browsers in one process: the server only hands on. */
const measureClass = async (): Promise<Row[]> => {
  const { where, people } = await openScene(pupils);
  using _ = where;
  const seen: number[] = [];
  const began = new Map<string, number>();
  for (const { slate } of people) watch(slate, began, seen);
  const before = process.cpuUsage();
  const until = performance.now() + seconds * 1_000;
  let drawn = 0;
  for (let turn = 0; performance.now() < until; turn++) {
    const due = until - seconds * 1_000 + (turn * 1_000) / strokesASecond;
    await pause(Math.max(0, due - performance.now()) / 1_000);
    const { slate } = people[turn % people.length]!;
    const op = stroke();
    began.set(op.put, performance.now());
    if (began.size > strokesASecond) began.delete(began.keys().next().value!);
    void slate.write(op);
    drawn += 1;
    if (turn % (strokesASecond / pointersASecond) === 0)
      for (const one of people) void one.slate.glimpses.show({ laser: [turn, turn], page: firstPage.id });
  }
  await pause(1);
  const { user, system } = process.cpuUsage(before);
  const share = ((user + system) / 1e6 / seconds / people.length) * 100;
  const what = `${people.length} people, ${strokesASecond} strokes and ${people.length * pointersASecond} pointers a second`;
  const note = `${drawn} strokes, ${people.length} browsers’ code in one Node: no page, no line`;
  return [
    compared({
      part,
      what: `${what}: stroke seen elsewhere, p95`,
      unit: 'ms',
      ours: [percentile(seen, 0.95)],
      floor: [],
      oursMost: 150,
      note,
    }),
    compared({
      part,
      what: `${what}: CPU of one browser`,
      unit: '% of a core',
      ours: [share],
      floor: [],
      oursMost: 25,
      note: `p50 of seeing: ${percentile(seen, 0.5).toFixed(1)} ms`,
    }),
  ];
};

/** Who comes late to a full board, while the teacher’s line is cut. */
const measureLate = async (): Promise<Row> => {
  const { where, people } = await openScene(2);
  using _ = where;
  const [teacher, pupil] = people as [Scene['people'][number], Scene['people'][number]];
  for (let count = 0; count < late; count += 50) {
    await Promise.all(Array.from({ length: 50 }, () => teacher.slate.write(stroke())));
    if (count % 500 === 0) await teacher.slate.keep();
  }
  await teacher.slate.keep();
  while (pupil.slate.state.elements.size < late) await pause(0.01);
  const clear = JSON.stringify(boardModel.save(teacher.slate.state));
  const ours: number[] = [];
  const floor: number[] = [];
  teacher.browser.online = false;
  for (let round = 0; round < 5; round++) {
    const before = performance.now();
    const browser = await where.join(`En retard ${round}`);
    const slate = await boardOf(where, browser);
    while (slate.state.elements.size < late) await pause(0.002);
    ours.push(performance.now() - before);
    const from = performance.now();
    boardModel.load(JSON.parse(clear));
    floor.push(performance.now() - from);
  }
  return compared({
    part,
    what: `late to ${late} strokes, the teacher’s line cut: all of them there`,
    unit: 'ms',
    ours,
    floor,
    oursMost: 1_500,
    note: 'the floor reads the same in clear',
  });
};

/** Two hours of drawing and erasing, one behind the other without the pauses. */
const measureSoak = async (): Promise<Row[]> => {
  const { where, people } = await openScene(1);
  using _ = where;
  const [{ slate }] = people as [Scene['people'][number]];
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = (): number => (collect(), process.memoryUsage().heapUsed / 1e6);
  const ids: string[] = [];
  const times: number[] = [];
  let half = 0;
  for (let count = 0; count < soak.strokes; count += 20) {
    const from = performance.now();
    const ops = Array.from({ length: 20 }, stroke);
    ids.push(...ops.map(({ put }) => put));
    const gone = ids.length > soak.onBoard ? ids.splice(0, 20) : [];
    await Promise.all([...ops, ...(gone.length > 0 ? [{ drop: gone }] : [])].map((op) => slate.write(op)));
    times.push((performance.now() - from) / 20);
    if (count === soak.strokes / 2) half = heap();
  }
  const growth = (heap() / half - 1) * 100;
  const what = `${soak.strokes} strokes, ${soak.onBoard} on the board`;
  const [early, lately] = [times.slice(times.length / 4, times.length / 2), times.slice(times.length / 2)];
  return [
    compared({ part, what: `${what}: heap in the second half`, unit: '% more', ours: [growth], floor: [], oursMost: 5 }),
    compared({
      part,
      what: `${what}: one stroke, p95 of the second half`,
      unit: 'ms',
      ours: [percentile(lately, 0.95)],
      floor: [percentile(early, 0.95)],
      ratioMost: 1.5,
      note: 'beside the second quarter',
    }),
  ];
};

/** The board, as the code of the browsers does it. */
export const measureBoard: Part = async ({ say }) => {
  say('thirty people draw');
  const rows = await measureClass();
  say('somebody comes late');
  rows.push(await measureLate());
  say('two hours, without the pauses');
  return [...rows, ...(await measureSoak())];
};
