import { type Side, pause, used } from '../bench.ts';
import { median } from '../report.ts';
import { type Place, inTurn } from './place.ts';
import { type Heard, type Sending, listen, sendTogether, speak } from './streams.ts';

/** How many send, and how many others receive. */
export type Size = { readonly senders: number; readonly receivers: number };

/** A class whose people are connected and wait for packets. */
export type Scene = { readonly place: Place; readonly speakers: readonly Sending[]; readonly heard: readonly Heard[] };

/** What forwarding took: seconds of CPU, packets received, and the median age of a video packet in milliseconds. */
export type Figures = { readonly cpu: number; readonly packets: number; readonly delay: number };

const warmSeconds = 0.7;
/** How long one measurement of forwarding lasts. */
export const seconds = 4;

export const openScene = async (place: Place, { senders, receivers }: Size, stack: AsyncDisposableStack): Promise<Scene> => {
  const room = stack.use(await place.openClass());
  await inTurn(Array.from({ length: senders + receivers - 1 }), 8, () => room.join());
  const speakers = await inTurn(room.people.slice(0, senders), 4, async (person) => stack.use(await speak(person)));
  const ids = room.people.slice(0, senders).map(({ id }) => id);
  const heard = await inTurn(room.people.slice(senders), 4, async (person) => {
    const listener = stack.use(await listen(person, ids));
    await listener.ready(senders * 2);
    return listener.heard;
  });
  return { place, speakers, heard };
};

/** Sends for some seconds. `spend` gives the CPU that the forwarding side used during a task. */
export const forward = async (
  { speakers, heard }: Pick<Scene, 'speakers' | 'heard'>,
  spend: (task: () => Promise<void>) => Promise<number>,
): Promise<Figures> => {
  using _sending = sendTogether(speakers);
  await pause(warmSeconds);
  for (const one of heard) {
    one.packets = 0;
    one.ages = [];
  }
  const cpu = await spend(() => pause(seconds));
  const packets = heard.reduce((sum, one) => sum + one.packets, 0);
  return { cpu, packets, delay: median(heard.flatMap(({ ages }) => ages)) };
};

/** The same through our server, of which everything counts, or the floor, of which the worker does. */
export const forwardThrough = (scene: Scene, side: Side): Promise<Figures> =>
  forward(scene, async (task) => {
    const [{ nodeCpu, workerCpu }] = await used(scene.place, task);
    return side === 'floor' ? workerCpu : workerCpu + nodeCpu;
  });

/** Microseconds of CPU for each packet. */
export const perPacket = (figures: readonly Figures[]): number[] => figures.map(({ cpu, packets }) => (cpu / packets) * 1e6);
