import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Bench, type Part, type Side, type Sides, forBoth, pause, sides, usedByBoth } from '../bench.ts';
import { type Class, type Place, inTurn } from '../people/place.ts';
import { openPlaces } from '../people/places.ts';
import { listen, sendTogether, speak } from '../people/streams.ts';
import { type Row, compared } from '../report.ts';
import { type Chart, drawCharts } from '../svg.ts';

const part = 'growth';
const plot = fileURLToPath(new URL('../growth.svg', import.meta.url));
const classSizes = [2, 10, 20, 30, 45, 60];
const classCounts = [1, 4, 8, 16];
const peopleEach = 5;
const seconds = 3;

/** Cores used, in percent of one, at each size. */
type Points = Sides<[size: number, percent: number][]>;

const measureAt = async (size: number, places: Sides<Place>, points: Points): Promise<void> => {
  await pause(0.5);
  const cpu = await usedByBoth(places, () => pause(seconds));
  const percent = (side: Side): number => ((cpu[side].nodeCpu + cpu[side].workerCpu) / seconds) * 100;
  // Of the floor the worker alone: Node has nothing to do there.
  points.floor.push([size, (cpu.floor.workerCpu / seconds) * 100]);
  points.ours.push([size, percent('ours')]);
};

const joinAndListen = async (room: Class, stack: AsyncDisposableStack): Promise<void> => {
  const listener = stack.use(await listen(await room.join(), [room.host.id]));
  await listener.ready(2);
};

/** One class: a teacher who speaks and is seen, and more and more students. */
const growClass = async (bench: Bench): Promise<Points> => {
  const { stack, say } = bench;
  const places = await openPlaces(stack);
  const scenes = await forBoth(places, async (place) => {
    const room = stack.use(await place.openClass());
    return { room, teacher: stack.use(await speak(room.host)) };
  });
  using _sending = sendTogether(sides.map((side) => scenes[side].teacher));
  const points: Points = { floor: [], ours: [] };
  for (const size of classSizes) {
    await forBoth(scenes, async ({ room }) => {
      await inTurn(Array.from({ length: size - room.people.length }), 4, () => joinAndListen(room, stack));
    });
    say(`a class of ${size}`);
    await measureAt(size, places, points);
  }
  return points;
};

/** More and more classes of a teacher, who speaks and is seen, and four students. */
const growServer = async (bench: Bench): Promise<Points> => {
  const { stack, say } = bench;
  const places = await openPlaces(stack);
  const points: Points = { floor: [], ours: [] };
  let open = 0;
  for (const count of classCounts) {
    await forBoth(places, async (place) => {
      await inTurn(Array.from({ length: count - open }), 2, async () => {
        const room = stack.use(await place.openClass());
        stack.use(sendTogether([stack.use(await speak(room.host))]));
        for (let here = 1; here < peopleEach; here++) await joinAndListen(room, stack);
      });
    });
    open = count;
    say(`${count} classes of ${peopleEach}`);
    await measureAt(count, places, points);
  }
  return points;
};

const rowsOf = (points: Points, name: (size: number) => string): Row[] =>
  points.ours.map(([size, percent], index) =>
    compared({ part, what: name(size), unit: '% of a core', ours: [percent], floor: [points.floor[index]?.[1] ?? Number.NaN] }),
  );

const chartOf = (title: string, along: string, points: Points): Chart => ({
  title,
  along,
  up: '% of a core',
  lines: [
    { name: 'Ardoise, Node and worker', points: points.ours },
    { name: 'bare media worker', points: points.floor },
  ],
});

/** What a class costs as people come, and a server as classes do; drawn as well. */
export const measureGrowth: Part = async (bench) => {
  const classPoints = await growClass({ ...bench, stack: bench.stack.use(new AsyncDisposableStack()) });
  const serverPoints = await growServer(bench);
  const charts = [
    chartOf('One class, its teacher heard and seen', 'people in the class', classPoints),
    chartOf(`Classes of ${peopleEach}, each teacher heard and seen`, 'classes', serverPoints),
  ];
  writeFileSync(plot, drawCharts('CPU of the server as classes grow', charts));
  return [
    ...rowsOf(classPoints, (size) => `a class of ${size}, one speaks and is seen`),
    ...rowsOf(serverPoints, (count) => `${count} classes of ${peopleEach}, one speaks and is seen`),
  ];
};
