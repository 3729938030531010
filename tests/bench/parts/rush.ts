import { type Bench, type Part, type Side, type Sides, forBoth, pause, sides, usedByBoth } from '../bench.ts';
import { type Class, type Place, inTurn } from '../people/place.ts';
import { openPlaces } from '../people/places.ts';
import { listen, sendTogether, speak } from '../people/streams.ts';
import { type Row, compared, median, percentile } from '../report.ts';

const part = 'rush';
const crowd = { students: 1_000, classes: 40, seconds: 60 };
const oneClass = { students: 30, seconds: 10 };

type Times = { readonly joins: number[]; failed: number };

/** Calls `arrive` so many times, evenly over so many seconds, whether the earlier ones are done or not. */
const arrivals = async (count: number, seconds: number, arrive: (index: number) => Promise<void>): Promise<void> => {
  const from = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < count; index++) {
    const due = from + (index * seconds * 1_000) / count;
    await pause(Math.max(0, due - performance.now()) / 1_000);
    all.push(arrive(index));
  }
  await Promise.all(all);
};

const timed = async (times: Times, task: () => Promise<unknown>): Promise<void> => {
  const from = performance.now();
  try {
    await task();
    times.joins.push(performance.now() - from);
  } catch {
    times.failed += 1;
  }
};

const noTimes = (): Sides<Times> => ({ floor: { joins: [], failed: 0 }, ours: { joins: [], failed: 0 } });

/** Somebody who was last told of fewer people than there are has missed something. */
const missing = (classes: readonly Class[]): number =>
  classes.flatMap(({ people }) => people.filter((person) => person.peopleKnown() !== people.length)).length;

const measureCrowd = async (places: Sides<Place>, bench: Bench): Promise<Row[]> => {
  const { students, classes: count, seconds } = crowd;
  const classes = await forBoth(places, (place) => inTurn(Array.from({ length: count }), 8, () => place.openClass()));
  const times = noTimes();
  const heard = { floor: 0, ours: 0 };
  const cpu = await usedByBoth(places, async () => {
    await arrivals(students, seconds, async (index) => {
      if (index % 250 === 249) bench.say(`${index + 1} students have come`);
      const joining = (side: Side) => timed(times[side], () => (classes[side][index % count] as Class).join());
      await Promise.all(sides.map(joining));
      // The first student of the first class hears of all who come after.
      if (index === 0) for (const side of sides) classes[side][0]?.people[1]?.socket.onAny(() => heard[side]++);
    });
    await pause(1);
  });
  const lost = await forBoth(classes, async (of, side) => missing(of) + times[side].failed);
  await forBoth(classes, (of) => inTurn(of, 8, (one) => one.end()));
  const perJoin = (side: Side): number => (cpu[side].nodeCpu / students) * 1e3;
  const what = `${students} students into ${count} classes in ${seconds} s`;
  return [
    compared({
      part,
      what: `${what}: CPU of signalling per join`,
      unit: 'ms',
      ours: [perJoin('ours')],
      floor: [perJoin('floor')],
      ratioMost: 1.5,
      note: 'ours with ticket, lobby, rights and checked shapes; the floor has none of these, and tells everybody of each join twice',
    }),
    compared({
      part,
      what: `${what}: from asking for a ticket to being in, p99`,
      unit: 'ms',
      ours: [percentile(times.ours.joins, 0.99)],
      floor: [percentile(times.floor.joins, 0.99)],
      oursMost: 1_000,
      note: `p50: ${median(times.ours.joins).toFixed(1)} ms beside ${median(times.floor.joins).toFixed(1)} ms`,
    }),
    compared({
      part,
      what: `${what}: news that somebody inside hears of each join`,
      unit: 'news',
      ours: [heard.ours / (students / count - 1)],
      floor: [heard.floor / (students / count - 1)],
      oursMost: 5,
      note: 'a class holds 60 people at most, so that there is no class of 1000',
    }),
    compared({
      part,
      what: `${what}: people who miss something`,
      unit: 'people',
      ours: [lost.ours],
      floor: [lost.floor],
      oursMost: 0,
    }),
  ];
};

const measureMedia = async (places: Sides<Place>, { stack, say }: Bench): Promise<Row[]> => {
  const { students, seconds } = oneClass;
  const scenes = await forBoth(places, async (place) => {
    const room = stack.use(await place.openClass());
    return { room, teacher: stack.use(await speak(room.host)) };
  });
  const times = noTimes();
  say(`${students} students with media come into one class`);
  const cpu = await usedByBoth(places, async () => {
    using _sending = sendTogether(sides.map((side) => scenes[side].teacher));
    await arrivals(students, seconds, async () => {
      await Promise.all(
        sides.map((side) =>
          timed(times[side], async () => {
            const { room } = scenes[side];
            const listener = stack.use(await listen(await room.join(), [room.host.id]));
            await listener.first;
          }),
        ),
      );
    });
  });
  const perJoin = (side: Side): number => ((cpu[side].nodeCpu + cpu[side].workerCpu) / students) * 1e3;
  const what = `${students} students into one class in ${seconds} s, with media`;
  return [
    compared({
      part,
      what: `${what}: CPU per join, Node and worker`,
      unit: 'ms',
      ours: [perJoin('ours')],
      floor: [perJoin('floor')],
      note: 'with the forwarding to those who are in already',
    }),
    compared({
      part,
      what: `${what}: to the first packet, p50`,
      unit: 'ms',
      ours: [median(times.ours.joins)],
      floor: [median(times.floor.joins)],
      note: `p99: ${percentile(times.ours.joins, 0.99).toFixed(0)} ms beside ${percentile(times.floor.joins, 0.99).toFixed(0)} ms`,
    }),
    compared({
      part,
      what: `${what}: failed`,
      unit: 'people',
      ours: [times.ours.failed],
      floor: [times.floor.failed],
      oursMost: 0,
    }),
  ];
};

/** Many people at once: through signalling alone, and with media over real transports. */
export const measureRush: Part = async (bench) => {
  const places = await openPlaces(bench.stack);
  return [...(await measureMedia(places, bench)), ...(await measureCrowd(places, bench))];
};
