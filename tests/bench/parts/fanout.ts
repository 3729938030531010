import { randomBytes } from '../../kit/client.ts';
import { type Part, type Side, forBoth, interleaved, pause, used } from '../bench.ts';
import { type Class, type Place, inTurn } from '../people/place.ts';
import { openPlaces } from '../people/places.ts';
import { compared, median } from '../report.ts';

const part = 'fan-out';
const classCount = 8;
const people = 31;
const repeats = 3;
/** Below the protocol's rates: 20 messages, 40 changes and 10 hands in ten seconds. */
const messagesEach = 2;
const changesEach = 10;
const handRounds = 3;
const deadline = 5;

type Told = 'chat' | 'state' | 'tools';
type Scene = { readonly place: Place; readonly rooms: readonly Class[]; readonly count: Record<Told, number> };

const openScene = async (place: Place, stack: AsyncDisposableStack): Promise<Scene> => {
  const count = { chat: 0, state: 0, tools: 0 };
  const rooms = await inTurn(Array.from({ length: classCount }), 4, async () => {
    const room = stack.use(await place.openClass());
    for (let here = 1; here < people; here++) await room.join();
    for (const { socket } of room.people) {
      socket.on('chat', () => void count.chat++);
      socket.on('state', () => void count.state++);
      socket.on('tools', () => void count.tools++);
    }
    return room;
  });
  return { place, rooms, count };
};

/** Waits until nothing more comes. */
const settled = async (count: Scene['count']): Promise<void> => {
  const all = () => count.chat + count.state + count.tools;
  for (let waited = 0, last = -1; waited < deadline * 10 && last !== all(); waited++) {
    last = all();
    await pause(0.15);
  }
};

type Figures = { readonly cpu: number; readonly told: number };

const during = async ({ place, count }: Scene, kind: Told, task: () => Promise<unknown>): Promise<Figures> => {
  const before = count[kind];
  const [{ nodeCpu }] = await used(place, async () => {
    await task();
    await settled(count);
  });
  return { cpu: nodeCpu, told: count[kind] - before };
};

const chat = (scene: Scene): Promise<Figures> => {
  const speakers = Array.from({ length: messagesEach }).flatMap(() => scene.rooms.flatMap((room) => room.people));
  const box = randomBytes(300);
  return during(scene, 'chat', () => inTurn(speakers, 32, (person) => person.say(box)));
};

const changes = (scene: Scene): Promise<Figures> =>
  during(scene, 'state', () =>
    Promise.all(
      scene.rooms.map(async ({ host, people: all }) => {
        for (let change = 0; change < changesEach; change++) {
          await host.spotlight(all[change + 1]?.id ?? null);
          // Longer than states are gathered for.
          await pause(0.03);
        }
      }),
    ),
  );

const hands = async (scene: Scene): Promise<Figures> => {
  const rounds: Figures[] = [];
  for (let round = 0; round < handRounds; round++) {
    rounds.push(
      await during(scene, 'tools', () =>
        Promise.all(scene.rooms.flatMap((room) => room.people.slice(1).map((person) => person.raiseHand()))),
      ),
    );
    await Promise.all(scene.rooms.map(({ host }) => host.lowerAll()));
    await pause(0.1);
  }
  return { cpu: median(rounds.map(({ cpu }) => cpu)), told: median(rounds.map(({ told }) => told)) };
};

const perDelivery = (figures: readonly Figures[]): number[] => figures.map(({ cpu, told }) => (cpu / told) * 1e6);
const perClass = (figures: readonly Figures[]): number[] => figures.map(({ cpu }) => (cpu / classCount) * 1e3);

/** Telling everybody something, beside bare Socket.IO. */
export const measureFanout: Part = async ({ stack, say }) => {
  const places = await openPlaces(stack);
  say(`${classCount} classes of ${people} come in`);
  const scenes = await forBoth(places, (place) => openScene(place, stack));
  const inBoth = (task: (scene: Scene, side: Side) => Promise<Figures>) => interleaved(scenes, repeats, task);
  say('chat');
  const chats = await inBoth(chat);
  say('state');
  const states = await inBoth(changes);
  say('hands');
  const raised = await inBoth(hands);
  const toldOf = (figures: readonly Figures[]): number => median(figures.map(({ told }) => told));
  return [
    compared({
      part,
      what: `chat to ${people - 1}: CPU per delivery`,
      unit: 'us',
      ours: perDelivery(chats.ours),
      floor: perDelivery(chats.floor),
      ratioMost: 1.3,
      note: `${toldOf(chats.ours)} deliveries beside ${toldOf(chats.floor)}, each round`,
    }),
    compared({
      part,
      what: `state to ${people}: CPU per delivery`,
      unit: 'us',
      ours: perDelivery(states.ours),
      floor: perDelivery(states.floor),
      ratioMost: 1.3,
      note: `${toldOf(states.ours)} deliveries beside ${toldOf(states.floor)}, each round`,
    }),
    compared({
      part,
      what: `${people - 1} hands raised at once: CPU for the class`,
      unit: 'ms',
      ours: perClass(raised.ours),
      floor: perClass(raised.floor),
      note: `each person is told ${(toldOf(raised.ours) / classCount / people).toFixed(1)} times, ${(toldOf(raised.floor) / classCount / people).toFixed(1)} at the floor`,
    }),
  ];
};
