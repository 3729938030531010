import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';
import { type Socket, io } from 'socket.io-client';
import { protocolVersion } from '#protocol/codes.ts';
import type { ClassSettings, DoorProof, NonceAnswer, TicketAnswer } from '#protocol/http.ts';
import type { Answer, ClientToServer, ServerToClient } from '#protocol/messages.ts';
import type { News, NewsName } from '#protocol/news.ts';
import type { Card } from '#protocol/people.ts';
import type { RequestAnswer, RequestInput, RequestName } from '#protocol/requests.ts';
import { type Bytes, concat, framed, fromBase64url, toBase64url } from '../../client/crypto/base/bytes.ts';
import { exportPoint } from '../../client/crypto/base/primitives.ts';
import { newHostKeys } from '../../client/crypto/credentials/secrets.ts';
import { hashBytes } from '../../server/identity/tokens.ts';
import type { TestServer } from './server.ts';
import { TestGroup } from './testGroup.ts';
import { TestMember } from './testMember.ts';

/** Random bytes in base64url: stands for keys and ciphertext, which the server cannot read anyway. */
export const randomBytes = (length: number): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString('base64url');

export type HttpAnswer<T> = { readonly status: number; readonly body: T; readonly headers: Headers };

/** Asks the HTTP API as a page of the server would. */
export const askHttp = async <T = unknown>(
  server: Pick<TestServer, 'origin'>,
  method: string,
  path: string,
  { body, cookie, headers }: { body?: unknown; cookie?: string | undefined; headers?: Record<string, string> } = {},
): Promise<HttpAnswer<T>> => {
  const response = await fetch(`${server.origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      origin: server.origin,
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T, headers: response.headers };
};

/** A server as far as its pages and its first link reach it: in this process, or in another. */
export type Front = Pick<TestServer, 'origin'> & { readonly app: Pick<TestServer['app'], 'firstHostFragment'> };

/** Signs the first host in, with the link that the server prints. Gives the cookie. */
export const signInFirstHost = async (server: Front): Promise<string> => {
  const token = server.app.firstHostFragment?.replace('invite.', '');
  const { status, headers } = await askHttp(server, 'POST', '/api/session', { body: { token } });
  const [cookie] = headers.getSetCookie();
  if (status !== 200 || !cookie) throw new Error(`sign-in answered ${status}`);
  return cookie.slice(0, cookie.indexOf(';'));
};

export const standardSettings: ClassSettings = {
  lobby: true,
  capacity: 30,
  rights: { speak: true, camera: true, screen: false, chat: true, privateChat: false, hand: true, react: true },
};

/** The door of a class: its public key as a charter has it, and the private one, which whoever has the link can use. */
export type TestDoor = { readonly point: string; readonly key: KeyObject };

export const newDoor = (): TestDoor => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y));
  return { point: Buffer.from(point).toString('base64url'), key: privateKey };
};

/** The doors of the classes made here: who joins one of them has its link. */
const doors = new Map<string, TestDoor>();
/** Of somebody without the link. */
const wrongDoor = newDoor();

export type TestClass = {
  readonly id: string;
  readonly hostProof: string;
  readonly cookie: string;
  /** With which a host's browser signs who holds the class. */
  readonly hostKey: CryptoKey;
  /** What the class link gives to the group. */
  readonly link: Bytes;
};

/** Makes a class as a signed-in host; without a cookie, as the first one. */
export const makeClass = async (
  server: Front,
  options: { settings?: Partial<ClassSettings>; cookie?: string; charter?: { openSecret: string } } = {},
): Promise<TestClass> => {
  const cookie = options.cookie ?? (await signInFirstHost(server));
  const id = randomBytes(16);
  const hostProof = randomBytes(32);
  const door = newDoor();
  doors.set(id, door);
  const hostKeys = await newHostKeys();
  const hostKey = toBase64url(await exportPoint(hostKeys.publicKey));
  const { status } = await askHttp(server, 'POST', '/api/classes', {
    cookie,
    body: {
      id,
      charter: { hostKey, sealed: randomBytes(200), doorKey: door.point, signature: randomBytes(64), ...options.charter },
      settings: { ...standardSettings, ...options.settings },
      hostProofHash: hashBytes(hostProof),
      vault: randomBytes(200),
    },
  });
  if (status !== 201) throw new Error(`making a class answered ${status}`);
  const link = crypto.getRandomValues(new Uint8Array(32));
  return { id, hostProof, cookie, hostKey: hostKeys.privateKey, link };
};

/** What is shown for a ticket besides the link's proof. */
export type Shown = { readonly hostProof?: string | undefined; readonly seat?: string | undefined };
/** Where somebody comes from, for a server that believes its proxy. */
type From = { readonly address?: string | undefined };
const forwarded = ({ address }: From) => ({ ...(address && { 'x-forwarded-for': address }) });

/** The link's proof, over a nonce of the server's: a fresh one unless it is given. */
export const proveLink = async (
  server: Pick<TestServer, 'origin'>,
  classId: string,
  ask: 'ticket' | 'reach',
  { seat = '', hostProof = '', nonce }: Shown & { readonly nonce?: string | undefined } = {},
  { key } = doors.get(classId) ?? wrongDoor,
): Promise<DoorProof> => {
  const current = nonce ?? (await askHttp<NonceAnswer>(server, 'GET', `/api/classes/${classId}/nonce`)).body.nonce ?? '';
  const said = framed('ardoise door 1', ask, classId, current, seat, hostProof);
  const signature = sign('sha256', said, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return { nonce: current, signature };
};

/** A ticket and a seat, with the class's link: as a newcomer, with the host's proof, or with a seat from before. */
export const getTicket = async (
  server: Pick<TestServer, 'origin'>,
  classId: string,
  { nonce, address, ...shown }: Shown & From & { readonly nonce?: string | undefined } = {},
): Promise<TicketAnswer> => {
  const door = await proveLink(server, classId, 'ticket', { ...shown, nonce });
  const { status, body } = await askHttp<TicketAnswer>(server, 'POST', `/api/classes/${classId}/tickets`, {
    body: { door, ...shown },
    headers: forwarded({ address }),
  });
  if (status !== 200) throw new Error(`a ticket answered ${status} ${JSON.stringify(body)}`);
  return body;
};

export const randomCard = (): Card => ({
  dh: randomBytes(65),
  verify: randomBytes(65),
  name: randomBytes(64),
  mac: randomBytes(32),
});

/** One connection, with every piece of news that came. */
export class TestClient implements AsyncDisposable {
  readonly id: string;
  readonly seat: string;
  /** Their keys and their group, which outlive the connection. */
  readonly member: TestMember;
  readonly socket: Socket<ServerToClient, ClientToServer>;
  /** Why the connection ended, as Socket.IO says it. */
  readonly ended: Promise<string>;
  #renewedSeat: string | null = null;
  readonly #unread: { name: string; news: unknown }[] = [];
  readonly #waiting: { name: string; take: (news: never) => void }[] = [];

  constructor(socket: Socket<ServerToClient, ClientToServer>, who: { id: string; seat: string; member?: TestMember }) {
    this.socket = socket;
    this.id = who.id;
    this.seat = who.seat;
    this.member = who.member ?? new TestMember();
    this.ended = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.onAny((name: string, news: unknown) => {
      this.member.hear(name, news);
      if (name === 'seat') this.#renewedSeat = (news as News<'seat'>).token;
      if (name === 'admitted') this.#renewedSeat = (news as News<'admitted'>).seat;
      const index = this.#waiting.findIndex((waiter) => waiter.name === name);
      if (index >= 0) this.#waiting.splice(index, 1)[0]?.take(news as never);
      else this.#unread.push({ name, news });
    });
  }

  /** Asks and waits for the answer. When the connection ends instead, rejects with the reason. */
  async ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Answer<RequestAnswer<N>>> {
    return this.askRaw(name, input) as Promise<Answer<RequestAnswer<N>>>;
  }

  /** The same without types, for what no honest browser sends. */
  async askRaw(name: string, ...args: unknown[]): Promise<Answer<unknown>> {
    if (!this.socket.connected) throw new Error('not connected');
    const socket = this.socket as unknown as { emit(name: string, ...args: unknown[]): unknown };
    const answer = new Promise<Answer<unknown>>((resolve) => socket.emit(name, ...args, resolve));
    const cut = this.ended.then((reason): never => {
      throw new Error(`ended instead of an answer to ${name}: ${reason}`);
    });
    return Promise.race([answer, cut]);
  }

  /** Sends a message without asking for an answer. */
  send(name: string, ...args: unknown[]): void {
    (this.socket as unknown as { emit(name: string, ...args: unknown[]): unknown }).emit(name, ...args);
  }

  /** The oldest news of this name that was not taken yet; waits for it if need be. */
  next<N extends NewsName>(name: N): Promise<News<N>> {
    const index = this.#unread.findIndex((unread) => unread.name === name);
    if (index >= 0) return Promise.resolve(this.#unread.splice(index, 1)[0]?.news as News<N>);
    return new Promise((take) => this.#waiting.push({ name, take }));
  }

  /** The news of this name that came and was not taken. To be sure that something did not come, ask something first. */
  unread<N extends NewsName>(name: N): News<N>[] {
    return this.#unread.filter((unread) => unread.name === name).map(({ news }) => news as News<N>);
  }

  /** The names of the news that came and was not taken. */
  get heard(): string[] {
    return this.#unread.map(({ name }) => name);
  }

  /** The newest seat that the server gave: what the browser would come back with. */
  get latestSeat(): string {
    return this.#renewedSeat ?? this.seat;
  }

  /** Waits until everything that the server told so far has come: it answers in order. */
  async settle(): Promise<void> {
    await this.ask('media.close', { source: 'screenAudio' });
  }

  /** Waits likewise, and takes it all. */
  async forget(): Promise<void> {
    await this.settle();
    this.#unread.length = 0;
  }

  /** As the others see this person. */
  get card(): Card {
    return this.member.card;
  }

  /** Enters with a key package of its own, and takes up what the group did meanwhile. */
  async enter(): Promise<Answer<RequestAnswer<'enter'>>> {
    const { card, at } = this.member;
    const keyPackage = await this.member.unused(this.id);
    const answer = await this.ask('enter', { version: protocolVersion, card, keyPackage, ...(at && { at }) });
    if (answer.ok && answer.value.phase === 'present') this.member.catchUp(answer.value.snapshot.group?.commits ?? []);
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.socket.connected) return;
    this.socket.disconnect();
    await this.ended;
  }
}

/** Opens a socket with a ticket. Rejects with what the server said when it is refused. */
export const connect = async (
  server: Pick<TestServer, 'origin'>,
  who: { ticket: string; id: string; seat: string; member?: TestMember } & From,
  origin = server.origin,
): Promise<TestClient> => {
  const socket: Socket<ServerToClient, ClientToServer> = io(server.origin, {
    path: '/socket',
    transports: ['websocket'],
    protocols: ['ardoise', who.ticket],
    extraHeaders: { origin, ...forwarded(who) },
    reconnection: false,
    forceNew: true,
  });
  const client = new TestClient(socket, who);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      const { description } = error as Error & { description?: { message?: string } };
      reject(new Error(`${error.message}: ${description?.message ?? ''}`));
    });
  });
  return client;
};

/** A connection that has asked for nothing yet: as a newcomer, a host, or somebody who comes back. */
export const join = async (
  server: Pick<TestServer, 'origin'>,
  classId: string,
  as: Shown & From & { readonly nonce?: string; readonly member?: TestMember } = {},
): Promise<TestClient> => {
  const { member, ...proofs } = as;
  return connect(server, { ...(await getTicket(server, classId, proofs)), ...(member && { member }), address: as.address });
};

/** In a test's preparations nothing is refused. */
export const granted = (answer: Answer<unknown>): void => {
  if (!answer.ok) throw new Error(`it was refused: ${answer.code}`);
};

/** A class with its host inside and some admitted students. */
export type TestLesson = {
  readonly made: TestClass;
  readonly host: TestClient;
  readonly students: TestClient[];
  readonly group: TestGroup;
};

export const startLesson = async (
  server: TestServer,
  studentCount: number,
  settings: Partial<ClassSettings> = {},
): Promise<TestLesson> => {
  const made = await makeClass(server, { settings });
  const host = await join(server, made.id, { hostProof: made.hostProof });
  await host.enter();
  const group = new TestGroup(made);
  granted(await group.found(host));
  const students: TestClient[] = [];
  for (let count = 0; count < studentCount; count += 1) {
    const student = await join(server, made.id);
    await student.enter();
    students.push(student);
  }
  if (students.length > 0) granted(await group.admit(host, students));
  await Promise.all(students.map((student) => student.next('admitted')));
  return { made, host, students, group };
};
