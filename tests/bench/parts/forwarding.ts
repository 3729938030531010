import { type Bench, type Part, forBoth, interleaved } from '../bench.ts';
import { openPlaces } from '../people/places.ts';
import { type Figures, type Size, forwardThrough, openScene, perPacket, seconds } from '../people/scene.ts';
import { packetsPerSecond } from '../people/streams.ts';
import { type Row, compared, median } from '../report.ts';

const sizes = [
  { senders: 1, receivers: 25 },
  { senders: 3, receivers: 25 },
  { senders: 10, receivers: 30 },
] as const;
const repeats = 3;
const megabyte = 2 ** 20;

const measureSize = async (size: Size, bench: Bench): Promise<Row[]> => {
  const name = `${size.senders} x ${size.receivers}`;
  await using stack = new AsyncDisposableStack();
  bench.say(`${name}: people come in`);
  const places = await openPlaces(stack);
  const scenes = await forBoth(places, (place) => openScene(place, size, stack));
  bench.say(`${name}: forwarding`);
  const { floor, ours } = await interleaved(scenes, repeats, forwardThrough);
  const memory = await forBoth(places, (place) => place.usage());
  const due = size.senders * size.receivers * packetsPerSecond;
  const share = (figures: readonly Figures[]): string =>
    `${Math.round((median(figures.map(({ packets }) => packets)) / seconds / due) * 100)} %`;
  const part = 'forwarding';
  return [
    compared({
      part,
      what: `${name}: CPU per forwarded packet, Node and worker`,
      unit: 'us',
      ours: perPacket(ours),
      floor: perPacket(floor),
      ratioMost: 1.1,
      note: `of ${due} packets/s, ${share(ours)} arrived through ours and ${share(floor)} through the floor, which is the worker alone`,
    }),
    compared({
      part,
      what: `${name}: cores used`,
      unit: 'cores',
      ours: ours.map(({ cpu }) => cpu / seconds),
      floor: floor.map(({ cpu }) => cpu / seconds),
    }),
    compared({
      part,
      what: `${name}: delay of a packet, p50`,
      unit: 'ms',
      ours: ours.map(({ delay }) => delay),
      floor: floor.map(({ delay }) => delay),
      moreMost: 2,
    }),
    compared({
      part,
      what: `${name}: resident memory, Node and worker`,
      unit: 'MB',
      ours: [(memory.ours.nodeResident + memory.ours.workerResident) / megabyte],
      floor: [(memory.floor.nodeResident + memory.floor.workerResident) / megabyte],
      note: `worker alone: ${Math.round(memory.ours.workerResident / megabyte)} MB beside ${Math.round(memory.floor.workerResident / megabyte)} MB`,
    }),
  ];
};

/** A class through our server beside the bare worker with the same streams and people. */
export const measureForwarding: Part = async (bench) => {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(...(await measureSize(size, bench)));
  return rows;
};
