import { type Bench, type Part, type Side, forBoth, interleaved, pause, used } from '../bench.ts';
import { openFloor } from '../people/floor.ts';
import { type Place, inTurn } from '../people/place.ts';
import { openProduct } from '../people/product.ts';
import { type Heard, type Speaker, listen, packetsPerSecond, sendTogether, speak } from '../people/streams.ts';
import { type Row, compared, median } from '../report.ts';

const sizes = [
  { senders: 1, receivers: 25 },
  { senders: 3, receivers: 25 },
  { senders: 10, receivers: 30 },
] as const;
type Size = (typeof sizes)[number];
const repeats = 3;
const warmSeconds = 0.7;
const seconds = 4;

type Scene = { readonly place: Place; readonly speakers: readonly Speaker[]; readonly heard: readonly Heard[] };

const openScene = async (place: Place, { senders, receivers }: Size, stack: AsyncDisposableStack): Promise<Scene> => {
  const room = stack.use(await place.openClass());
  await inTurn(Array.from({ length: senders + receivers - 1 }), 8, () => room.join());
  const speakers = await inTurn(room.people.slice(0, senders), 4, async (person) => stack.use(await speak(person)));
  const ids = speakers.map(({ person }) => person.id);
  const heard = await inTurn(room.people.slice(senders), 4, async (person) => {
    const listener = stack.use(await listen(person, ids));
    await listener.ready(senders * 2);
    return listener.heard;
  });
  return { place, speakers, heard };
};

type Figures = { readonly cpu: number; readonly packets: number; readonly delay: number };

const measure = async ({ place, speakers, heard }: Scene, side: Side): Promise<Figures> => {
  using _sending = sendTogether(speakers);
  await pause(warmSeconds);
  for (const one of heard) {
    one.packets = 0;
    one.ages = [];
  }
  const [{ nodeCpu, workerCpu }] = await used(place, () => pause(seconds));
  const packets = heard.reduce((sum, one) => sum + one.packets, 0);
  // The floor is the worker alone; of ours, everything counts.
  const cpu = side === 'floor' ? workerCpu : workerCpu + nodeCpu;
  return { cpu, packets, delay: median(heard.flatMap(({ ages }) => ages)) };
};

const megabyte = 2 ** 20;

const measureSize = async (size: Size, bench: Bench): Promise<Row[]> => {
  const name = `${size.senders} x ${size.receivers}`;
  await using stack = new AsyncDisposableStack();
  bench.say(`${name}: people come in`);
  const places = { floor: stack.use(await openFloor()), ours: stack.use(await openProduct()) };
  const scenes = await forBoth(places, (place) => openScene(place, size, stack));
  bench.say(`${name}: forwarding`);
  const { floor, ours } = await interleaved(scenes, repeats, measure);
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
      ours: ours.map(({ cpu, packets }) => (cpu / packets) * 1e6),
      floor: floor.map(({ cpu, packets }) => (cpu / packets) * 1e6),
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
