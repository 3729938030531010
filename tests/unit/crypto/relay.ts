import { equipment } from '../../kit/fileTerms.ts';
import { setImmediate } from 'node:timers/promises';
import type { News, NewsName } from '#protocol/news.ts';
import type { Receipt } from '#protocol/receipt.ts';
import { standardRights } from '#protocol/rights.ts';
import { toBase64url } from '../../../client/crypto/base/bytes.ts';
import type { Scope } from '../../../client/crypto/messages/sealedMessage.ts';
import type { Outcome } from '../../../client/crypto/group/parts.ts';
import { GroupSession } from '../../../client/crypto/group/session.ts';
import { type Identity, newIdentity } from '../../../client/crypto/credentials/identity.ts';
import { exportPoint, randomBytes } from '../../../client/crypto/base/primitives.ts';
import { newClassSecret, newHostKeys } from '../../../client/crypto/credentials/secrets.ts';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { Classroom } from '../../../server/classroom/classroom.ts';
import { depart, disconnected, enter } from '../../../server/classroom/door.ts';
import { foundGroup, giveWord, packagesOf, takeCommit, takePackage } from '../../../server/classroom/group.ts';
import { remove, setClass } from '../../../server/classroom/moderation.ts';
import type { Participant } from '../../../server/classroom/participant.ts';
import type { ClassMedia } from '../../../server/classroom/ports.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { groupChecks } from '../../../server/group/checks.ts';
import { Census } from '../../../server/privacy/census.ts';
import { TestFrames } from './testFrames.ts';
import { VirtualTime } from './virtualTime.ts';
import { snapshotFor } from '../../../server/classroom/snapshot.ts';

const newId = () => toBase64url(randomBytes(16));

/** One browser of a class. */
export type Browser = {
  readonly id: string;
  readonly name: string;
  readonly isHost: boolean;
  readonly identity: Identity;
  readonly group: GroupSession;
  readonly frames: TestFrames;
  /** What it keeps for a reload. */
  saved: Uint8Array | null;
  /** Orders what the server tells this browser. */
  line: Promise<unknown>;
};

/** Something that the server tells one browser. */
export type Telling = { [N in NewsName]: { readonly to: string; readonly name: N; readonly news: News<N> } }[NewsName];
type Lie = (telling: Telling) => readonly Telling[];

/** What a browser's group does with what it is told: as in `client/call/news.ts`. */
const heard: { readonly [N in NewsName]?: (group: GroupSession, news: News<N>) => unknown } = {
  admitted: (group, { snapshot, welcome }) => group.enter(snapshot, welcome),
  'member.joined': (group, { member }) => group.memberJoined(member),
  'member.changed': (group, change) => group.memberChanged(change),
  'member.left': (group, { id }) => group.memberLeft(id),
  'lobby.knocked': (group, one) => group.knocked(one),
  'lobby.left': (group, { id }) => group.lobbyLeft(id),
  state: (group, { lobby }) => group.setAutoAdmit(!lobby),
  'group.commit': (group, { commit, word, joined }) => group.commit(commit, word ?? null, joined ?? []),
  'group.welcome': (group, { welcome, word }) => group.welcome(welcome, word),
  'group.founded': (group, { word }) => group.founded(word),
  'group.word': (group, { word }) => group.word(word),
  'group.stray': (group, { id, ...offer }) => group.stray(id, offer),
};

type RelayOptions = { readonly hostGrace?: number; readonly capacity?: number };

/** The server's own domain, with real checks, on a clock that a test moves. Tests make it dishonest by what it tells. */
export class Relay {
  readonly time = new VirtualTime();
  readonly classId = newId();
  readonly secret = newClassSecret();
  readonly browsers = new Map<string, Browser>();
  /** Everything that was told, as an honest server would have told it. */
  readonly told: Telling[] = [];
  /** Dishonest: what it tells instead. */
  lie: Lie = (telling) => [telling];
  /** Whose requests are dealt with while the answers come too late to count. */
  readonly unanswered = new Set<string>();
  /** Whose browser's storage fails. */
  readonly failing = new Set<string>();
  /** How many requests browsers have made. */
  asked = 0;
  /** How far each device's own clock is ahead, in milliseconds, by the name of its person. */
  readonly ahead = new Map<string, number>();
  room: Classroom;
  readonly #host: { readonly keys: CryptoKeyPair; readonly point: Uint8Array<ArrayBuffer> };
  readonly #options: RelayOptions;
  readonly #groups = new Set<GroupSession>();
  #underWay = 0;
  #process = Symbol('none');

  private constructor(host: { keys: CryptoKeyPair; point: Uint8Array<ArrayBuffer> }, options: RelayOptions) {
    this.#host = host;
    this.#options = options;
    this.room = this.#openRoom();
  }

  static async open(options: RelayOptions = {}): Promise<Relay> {
    const keys = await newHostKeys();
    return new Relay({ keys, point: await exportPoint(keys.publicKey) }, options);
  }

  get hostKey(): CryptoKeyPair {
    return this.#host.keys;
  }

  /** A lesson: the class opened by the server, which knows nothing of former ones. */
  #openRoom(): Classroom {
    const process = Symbol('one run of the server');
    this.#process = process;
    const bend = (telling: Telling): void => {
      // Nothing is heard any more of a process that has died.
      if (this.#process === process) this.#bend(telling);
    };
    const media = { blockedOf: () => [], drop: () => {}, stop: () => {}, close: async () => {} } as unknown as ClassMedia;
    return new Classroom({
      capacity: this.#options.capacity ?? 40,
      lobby: true,
      rights: standardRights,
      hostGrace: this.#options.hostGrace ?? 3_600_000,
      seatGrace: 60_000,
      lobbyPatience: 900_000,
      maxDuration: 43_200_000,
      clock: { now: this.time.now, after: this.time.after },
      census: new Census(),
      ...equipment(),
      groups: groupChecks(this.classId, toBase64url(this.#host.point)),
      record: { revokeSeats: () => {}, roleChanged: () => {}, certify: () => ({}) as Receipt },
      ended: () => {},
      audience: {
        tell: (ids, name, news) => {
          for (const to of ids) bend({ to, name, news } as Telling);
        },
        dismiss: (id, reason) => bend({ to: id, name: 'gone', news: { reason } }),
        seatOf: () => '',
        renewSeat: () => {},
        size: 0,
      },
      media: { capabilities: { codecs: [], headerExtensions: [] }, openClass: async () => media },
    });
  }

  /** Opens a browser. With `before`, it is the same tab, reloaded. */
  async browser(name: string, role: 'host' | 'student', before?: Browser): Promise<Browser> {
    const { id = newId(), identity = await newIdentity(), saved = null } = before ?? {};
    const frames = new TestFrames(this.time);
    const ask = (act: (room: Classroom, actor: Participant) => void) => this.#ask(browser, act);
    const group = await GroupSession.create({
      classId: this.classId,
      selfId: id,
      identity,
      name,
      secret: this.secret,
      hostKey: this.#host.point,
      ...(role === 'host' ? { hostPrivateKey: this.#host.keys.privateKey } : {}),
      encrypted: true,
      frames,
      saved,
      ask: {
        commit: (change) => ask((room, actor) => takeCommit(room, actor, change)),
        found: (founded) => ask((room, actor) => foundGroup(room, actor, founded)),
        word: (word) => ask((room, actor) => giveWord(room, actor, word)),
        offer: (offer) => ask((room, actor) => takePackage(room, actor, offer)),
        packages: async () => {
          let packages: { id: string; keyPackage: string }[] = [];
          await ask((room, actor) => void ({ packages } = packagesOf(room, actor)));
          return packages;
        },
      },
      keep: async (state) => {
        if (this.failing.has(id)) throw new Error('the storage is full');
        browser.saved = state;
      },
      changed: () => {},
      now: this.time.now,
      wall: () => this.time.wall() + (this.ahead.get(name) ?? 0),
      after: this.time.after,
    });
    this.#groups.add(group);
    const browser: Browser = { id, name, isHost: role === 'host', identity, group, frames, saved, line: Promise.resolve() };
    this.browsers.set(id, browser);
    this.everybody.push(browser);
    return browser;
  }

  /** Enters: a host and a returning browser at once, others by the lobby. */
  async enter(browser: Browser, returning = false): Promise<void> {
    const { id, isHost } = browser;
    const { at, ...introduction } = await browser.group.introduction();
    this.browsers.set(id, browser);
    const entry = enter(this.room, { id, role: isHost ? 'host' : 'student', returning, from: id }, introduction);
    if (entry.phase === 'waiting') return;
    const snapshot = snapshotFor(this.room, this.room.present(id), entry.forgotten, at);
    this.#hear(browser, (group) => group.enter(snapshot));
  }

  /** Opens a browser, enters, and lets things settle. */
  async join(name: string, role: 'host' | 'student' = 'student'): Promise<Browser> {
    const browser = await this.browser(name, role);
    await this.enter(browser);
    await this.pass(500);
    return browser;
  }

  /** Comes by the lobby and is admitted. */
  async admitted(name: string, by: Browser): Promise<Browser> {
    const browser = await this.join(name);
    const admission = by.group.admit([browser.id]);
    await this.pass(500);
    await admission;
    return browser;
  }

  /** By the button. */
  leave({ id }: Browser): void {
    const person = this.room.people.get(id);
    if (person) depart(this.room, person, 'left');
  }

  /** The line is cut: nothing reaches them until they enter again. */
  cut({ id, group }: Browser): void {
    this.browsers.delete(id);
    group.cut();
    disconnected(this.room, id);
  }

  removeShown(host: Browser, id: string): Promise<Outcome> {
    return this.#ask(host, (room, actor) => remove(room, actor, id));
  }

  setLobby(host: Browser, lobby: boolean): Promise<Outcome> {
    return this.#ask(host, (room, actor) => void setClass(room, actor, { lobby }));
  }

  /** The server is started again: it has forgotten the lesson, and all lines are cut. */
  restart(): Browser[] {
    const people = Array.from(this.room.people.keys()).flatMap((id) => this.browsers.get(id) ?? []);
    this.browsers.clear();
    this.room = this.#openRoom();
    return people;
  }

  /** Tells one browser something, after all that it was told before. */
  tell<N extends NewsName>(to: Browser, name: N, news: News<N>): void {
    this.#deliver({ to: to.id, name, news } as Telling);
  }

  /** The last thing of this name that was due to this browser. */
  last<N extends NewsName>(name: N, to?: Browser): News<N> {
    const found = this.told.findLast((telling) => telling.name === name && (to === undefined || telling.to === to.id));
    if (!found) throw new Error(`nobody was told ${name}`);
    return found.news as News<N>;
  }

  /** Lets this much time pass, and everything that follows from it happen. */
  pass(ms: number): Promise<void> {
    return this.time.advance(ms, () => this.settle());
  }

  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      const before = this.#underWay;
      await Promise.all(Array.from(this.#groups, (group) => group.idle()));
      await setImmediate();
      quiet = before === 0 && this.#underWay === 0 ? quiet + 1 : 0;
    }
  }

  /** Every browser there ever was. */
  readonly everybody: Browser[] = [];

  /** Who is in the class, as the server has it. */
  get present(): Browser[] {
    const inside = this.room.people.values().filter(({ standing }) => standing.at === 'present');
    return Array.from(inside).flatMap(({ id }) => this.browsers.get(id) ?? []);
  }

  /** Everybody present sends a frame; what each of the others hears of it. */
  async everybodyHears(): Promise<Set<string>> {
    const heard = new Set<string>();
    for (const speaker of this.present) {
      const frame = await speaker.frames.send();
      for (const other of this.present) if (other !== speaker) heard.add(await other.frames.hear(speaker.id, frame));
    }
    return heard;
  }

  /** Relays a message as chat. */
  chat(to: Browser, from: string, box: string, scope: Scope = 'all'): Promise<string | null> {
    return to.group.open(from, scope, box, chatKind).then((said) => said?.text ?? null);
  }

  [Symbol.dispose](): void {
    for (const group of this.#groups) group[Symbol.dispose]();
    void this.room.close('ended');
  }

  #bend(telling: Telling): void {
    this.told.push(telling);
    for (const one of this.lie(telling)) this.#deliver(one);
  }

  #deliver({ to, name, news }: Telling): void {
    const browser = this.browsers.get(to);
    const hears = heard[name] as ((group: GroupSession, news: never) => unknown) | undefined;
    if (browser && hears) this.#hear(browser, (group) => hears(group, news as never));
  }

  #hear(browser: Browser, what: (group: GroupSession) => unknown): void {
    this.#underWay++;
    browser.line = browser.line.then(() => {
      this.#underWay--;
      void what(browser.group);
    });
  }

  /** A request: the server deals with it later, and its answer comes after what it told before. */
  async #ask(browser: Browser, act: (room: Classroom, actor: Participant) => void): Promise<Outcome> {
    this.asked++;
    this.#underWay++;
    await setImmediate();
    this.#underWay--;
    if (this.browsers.get(browser.id) !== browser) return { ok: false, code: 'offline' };
    let outcome: Outcome = { ok: true };
    try {
      act(this.room, this.room.present(browser.id));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcome = { ok: false, code: error.code };
    }
    if (this.unanswered.has(browser.id)) return { ok: false, code: 'offline' };
    return new Promise((resolve) => this.#hear(browser, () => resolve(outcome)));
  }
}
