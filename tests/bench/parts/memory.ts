import { rtpParametersOf } from '../../kit/rtc/packets.ts';
import { type Bench, type Part, type Sides, forBoth } from '../bench.ts';
import type { Usage } from '../children/usage.ts';
import { type Class, type Place, inTurn } from '../people/place.ts';
import { openPlaces } from '../people/places.ts';
import { type Row, compared } from '../report.ts';

const part = 'memory';
const kilobyte = 1_024;
const idle = { classes: 10, people: 25 };
/** Four who all speak: each has two transports, a producer and three consumers. */
const speaking = { classes: 40, people: 4 };
const turnover = { warm: 100, classes: 1_000 };
let lastSsrc = 500_000;

const fill = async (place: Place, people: number, withMedia: boolean): Promise<Class> => {
  const room = await place.openClass();
  for (let count = 1; count < people; count++) await room.join();
  if (withMedia) {
    for (const { media } of room.people) await media.open(['send', 'recv']);
    for (const { media } of room.people) await media.produce('mic', rtpParametersOf('mic', [++lastSsrc]));
  }
  return room;
};

type Growth = { readonly heap: number; readonly worker: number };

const growth = (before: Usage, after: Usage, people: number): Growth => ({
  heap: (after.heap - before.heap) / people / kilobyte,
  worker: (after.workerResident - before.workerResident) / people / kilobyte,
});

const measureClasses = async (place: Place, { classes, people }: typeof idle, withMedia: boolean): Promise<Growth> => {
  const end = async (rooms: readonly Class[]): Promise<void> => void (await inTurn(rooms, 8, (room) => room.end()));
  // One class of the kind first: what is made once is not counted as a student's.
  await end([await fill(place, people, withMedia)]);
  const before = await place.usage({ collect: true });
  const rooms = await inTurn(Array.from({ length: classes }), 4, () => fill(place, people, withMedia));
  const after = await place.usage({ collect: true });
  await end(rooms);
  return growth(before, after, classes * people);
};

const openAndClose = async (place: Place, classes: number): Promise<void> => {
  await inTurn(Array.from({ length: classes }), 8, async () => (await fill(place, 2, true)).end());
};

const measureTurnover = async (place: Place, { say }: Bench): Promise<{ heap: number; worker: number }> => {
  await openAndClose(place, turnover.warm);
  const before = await place.usage({ collect: true });
  for (let done = 0; done < turnover.classes; done += 250) {
    await openAndClose(place, 250);
    say(`${done + 250} classes were opened and closed`);
  }
  const after = await place.usage({ collect: true });
  return { heap: (after.heap / before.heap - 1) * 100, worker: (after.workerResident / before.workerResident - 1) * 100 };
};

const rowsOf = ({ floor, ours }: Sides<Growth>, speakingOnes: Sides<Growth>): Row[] => [
  compared({ part, what: 'an idle student, without media: Node heap', unit: 'KB', ours: [ours.heap], floor: [floor.heap] }),
  compared({
    part,
    what: `a student with media, in classes of ${speaking.people}: Node heap and worker`,
    unit: 'KB',
    ours: [speakingOnes.ours.heap + speakingOnes.ours.worker],
    floor: [speakingOnes.floor.heap + speakingOnes.floor.worker],
    ratioMost: 1.5,
    note: `2 transports, 1 producer, 3 consumers; worker alone: ${speakingOnes.ours.worker.toFixed(0)} KB beside ${speakingOnes.floor.worker.toFixed(0)} KB`,
  }),
  compared({
    part,
    what: `a class of ${speaking.people} who all speak: Node heap and worker`,
    unit: 'KB',
    ours: [(speakingOnes.ours.heap + speakingOnes.ours.worker) * speaking.people],
    floor: [(speakingOnes.floor.heap + speakingOnes.floor.worker) * speaking.people],
    ratioMost: 1.5,
  }),
];

/** What people and classes hold in memory, and whether it comes back. */
export const measureMemory: Part = async (bench) => {
  const { stack, say } = bench;
  const places = await openPlaces(stack);
  say('idle students');
  const idleOnes = await forBoth(places, (place) => measureClasses(place, idle, false));
  say('students with media');
  const speakingOnes = await forBoth(places, (place) => measureClasses(place, speaking, true));
  const left = await measureTurnover(places.ours, bench);
  const what = `after ${turnover.classes} classes opened and closed`;
  const since = `beside the state after the first ${turnover.warm} classes`;
  return [
    ...rowsOf(idleOnes, speakingOnes),
    compared({
      part,
      what: `${what}: Node heap, more than before`,
      unit: '%',
      ours: [left.heap],
      floor: [],
      oursMost: 5,
      note: since,
    }),
    compared({
      part,
      what: `${what}: worker, more than before`,
      unit: '%',
      ours: [left.worker],
      floor: [],
      oursMost: 5,
      note: since,
    }),
  ];
};
