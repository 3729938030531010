import type { RtpCapabilitiesMessage } from '#protocol/media.ts';
import type { News } from '#protocol/news.ts';
import type { RequestAnswer, RequestInput, RequestName } from '#protocol/requests.ts';
import { capabilities } from '../../../server/media/codecs.ts';
import type { NonceAnswer } from '#protocol/http.ts';
import {
  type Front,
  type TestClass,
  type TestClient,
  askHttp,
  granted,
  join,
  makeClass,
  signInFirstHost,
} from '../../kit/client.ts';
import { TestGroup } from '../../kit/testGroup.ts';
import { type Child, startChild } from '../children/child.ts';
import type { Usage } from '../children/usage.ts';
import { type Class, type MediaLine, type Person, type Place, admitting, inTurn } from './place.ts';

const settings = { lobby: true, capacity: 60 };

/** Our server in its own process, without anybody. */
export const startProduct = async (): Promise<{ front: Front; child: Child }> => {
  await using building = new AsyncDisposableStack();
  const child = building.use(startChild('product', [], ['--expose-gc']));
  const { port, invitation } = await child.ask<{ port: number; invitation: string }>('start');
  building.move();
  return { child, front: { origin: `http://127.0.0.1:${port}`, app: { firstHostFragment: `invite.${invitation}` } } };
};

/** The same, with a host who makes classes. */
export const openProduct = async (): Promise<Place> => {
  await using building = new AsyncDisposableStack();
  const { front, child } = await startProduct();
  building.use(child);
  const cookie = await signInFirstHost(front);
  const stack = building.move();
  return {
    origin: front.origin,
    openClass: async () => openClass(front, await makeClass(front, { settings, cookie })),
    usage: (options = {}) => child.ask<Usage>('usage', options),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

/** Asks, and takes a refusal for a fault: in a measurement nothing is refused. */
const grantedTo =
  (client: TestClient) =>
  async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestAnswer<N>> => {
    const answer = await client.ask(name, input);
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.code}`);
    return answer.value;
  };

const openClass = async (front: Front, made: TestClass): Promise<Class> => {
  const hostClient = await join(front, made.id, { hostProof: made.hostProof });
  await hostClient.enter();
  const group = new TestGroup(made);
  granted(await group.found(hostClient));
  const clients: TestClient[] = [];
  const admit = admitting<TestClient>(async (newcomers) => granted(await group.admit(hostClient, newcomers)));
  const host = personOf(hostClient);
  const people = [host];
  const nonce = nonceOf(front, made.id);
  return {
    host,
    people,
    join: async () => {
      const client = await join(front, made.id, { nonce: await nonce() });
      clients.push(client);
      const admitted = client.next('admitted');
      const entered = await client.enter();
      if (!entered.ok) throw new Error(`enter was refused: ${entered.code}`);
      const published = admit(client);
      const [{ snapshot }] = await Promise.all([admitted, published]);
      const person = personOf(client, snapshot.members.length);
      people.push(person);
      return person;
    },
    end: async () => {
      await grantedTo(hostClient)('class.end', {}).catch(() => undefined);
      await Promise.all([hostClient, ...clients].map((client) => client.ended));
    },
    [Symbol.asyncDispose]: async () => {
      await inTurn([hostClient, ...clients], 20, (client) => client[Symbol.asyncDispose]());
    },
  };
};

/** A browser has its nonce with the class's page, which is not measured here: one for the whole class, for four minutes. */
const nonceOf = (front: Front, classId: string): (() => Promise<string>) => {
  let known = { nonce: '', until: 0 };
  return async () => {
    if (known.until > performance.now()) return known.nonce;
    const { body } = await askHttp<NonceAnswer>(front, 'GET', `/api/classes/${classId}/nonce`);
    known = { nonce: body.nonce, until: performance.now() + 240_000 };
    return known.nonce;
  };
};

const personOf = (client: TestClient, known = 1): Person => {
  const ask = grantedTo(client);
  const newcomers = client.unread('group.commit').flatMap(({ joined = [] }) => joined);
  let count = known + newcomers.length + client.unread('member.joined').length;
  client.socket.on('group.commit', ({ joined = [] }) => (count += joined.length));
  client.socket.on('member.joined', () => (count += 1));
  return {
    id: client.id,
    socket: client.socket,
    peopleKnown: () => count,
    media: mediaLineOf(client, ask),
    say: async (box) => void (await ask('chat.all', { box })),
    raiseHand: async () => void (await ask('hand.raise', {})),
    lowerAll: async () => void (await ask('hands.lowerAll', {})),
    spotlight: async (spotlight) => void (await ask('class.set', { spotlight })),
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
};

const mediaLineOf = (client: TestClient, ask: ReturnType<typeof grantedTo>): MediaLine => ({
  open: async () => ask('media.open', { capabilities: capabilities as RtpCapabilitiesMessage }),
  connect: async (direction, dtls) => void (await ask('media.connect', { direction, dtls })),
  produce: async (source, rtp) => void (await ask('media.produce', { source, rtp, paused: false })),
  watch: async (ids) => {
    const tiles = ids.slice(0, 30).map((id) => ({ id, source: 'camera', size: 'medium' }) as const);
    await ask('media.watch', { tiles });
  },
  ready: async (consumers) => void (await ask('media.ready', { consumers: [...consumers] })),
  onOffers: (take) => void client.socket.on('offers', ({ offers }: News<'offers'>) => take(offers)),
});
