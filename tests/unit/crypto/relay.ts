import { setImmediate } from 'node:timers/promises';
import type { Card, Member, Role, Roster, Snapshot } from '#protocol/people.ts';
import { toBase64url } from '../../../client/crypto/bytes.ts';
import type { Scope } from '../../../client/crypto/content.ts';
import { FrameOpener } from '../../../client/crypto/frameOpener.ts';
import type { FrameKeys } from '../../../client/crypto/framePort.ts';
import { FrameSealer } from '../../../client/crypto/frameSealer.ts';
import { Group } from '../../../client/crypto/group.ts';
import type { BoxFor, Outcome } from '../../../client/crypto/groupParts.ts';
import { type Identity, newIdentity } from '../../../client/crypto/identity.ts';
import { exportPoint, randomBytes } from '../../../client/crypto/primitives.ts';
import { newClassSecret, newHostKeys } from '../../../client/crypto/secrets.ts';
import { VirtualTime } from './virtualTime.ts';

const newId = () => toBase64url(randomBytes(16));
const grants = {};

/** The frames of one browser, without a browser: the real sealer and opener behind the port that the group knows. */
class Frames implements FrameKeys {
  readonly #sealer = new FrameSealer();
  readonly #opener: FrameOpener;
  report: Parameters<FrameKeys['listen']>[0] = () => {};

  constructor(time: VirtualTime) {
    this.#opener = new FrameOpener(time.now);
  }

  setOwnKey: FrameKeys['setOwnKey'] = (slot, key) => (key ? this.#sealer.setKey(slot, key) : this.#sealer.clearKey());
  setPeerKey: FrameKeys['setPeerKey'] = (id, slot, key) => this.#opener.setKey(id, slot, key);
  removePeer: FrameKeys['removePeer'] = (id) => this.#opener.removePeer(id);
  listen: FrameKeys['listen'] = (listener) => void (this.report = listener);
  protectSender = () => {};
  protectReceiver = () => {};

  /** A frame of the microphone as it travels; null when nothing may be sent. */
  send(text = 'bonjour'): Promise<ArrayBuffer | null> {
    return this.#sealer.seal('mic', 'opus', new TextEncoder().encode(text).buffer);
  }

  /** What this browser hears of a frame that is said to be somebody's. */
  async hear(from: string, frame: ArrayBuffer | null): Promise<string> {
    const opened = frame ? await this.#opener.open({ id: from, source: 'mic' }, 'opus', frame) : 'nothing';
    return typeof opened === 'string' ? opened : new TextDecoder().decode(opened);
  }
}

/** One browser of a class. */
export type Browser = {
  readonly id: string;
  readonly identity: Identity;
  readonly group: Group;
  readonly frames: Frames;
  role: Role;
  away: boolean;
  /** Orders what the server tells this browser. */
  line: Promise<unknown>;
};

export type Sent = { readonly from: string; readonly to: string; readonly box: string };

/** An honest server, in memory; tests make it dishonest by what they add. */
export class Relay {
  readonly time = new VirtualTime();
  readonly classId = newId();
  readonly secret = newClassSecret();
  readonly present = new Map<string, Browser>();
  readonly waiting = new Map<string, Browser>();
  readonly rosters: Roster[] = [];
  readonly boxes: Sent[] = [];
  roster: Roster | null = null;
  lobby = true;
  /** Dishonest: takes rosters and tells nobody. */
  withholdsRosters = false;
  #host: { keys: CryptoKeyPair; point: Uint8Array<ArrayBuffer> } | null = null;
  #underWay = 0;
  readonly #groups = new Set<Group>();

  async hostKeys(): Promise<{ keys: CryptoKeyPair; point: Uint8Array<ArrayBuffer> }> {
    const keys = this.#host?.keys ?? (await newHostKeys());
    this.#host ??= { keys, point: await exportPoint(keys.publicKey) };
    return this.#host;
  }

  /** Opens a browser. With `before`, it is the same tab, reloaded. */
  async browser(name: string, role: 'host' | 'student', before?: Browser): Promise<Browser> {
    const { keys, point } = await this.hostKeys();
    const { id = newId(), identity = await newIdentity() } = before ?? {};
    const frames = new Frames(this.time);
    const group = await Group.create({
      classId: this.classId,
      selfId: id,
      identity,
      name,
      secret: this.secret,
      hostKey: point,
      ...(role === 'host' ? { hostPrivateKey: keys.privateKey } : {}),
      encrypted: true,
      frames,
      roster: before?.group.acceptedRoster() ?? null,
      publish: (roster) => this.#ask(id, () => this.#publish(id, roster)),
      sendKeys: (boxes) => this.#ask(id, () => this.#send(id, boxes)),
      askKeys: () => this.#ask(id, () => this.tellOthers(id, (other) => other.group.keysAsked(id))),
      changed: () => {},
      now: this.time.now,
      after: this.time.after,
    });
    this.#groups.add(group);
    return { id, identity, group, frames, role: before?.role ?? role, away: false, line: Promise.resolve() };
  }

  /** Enters: a host and a returning browser at once, others by the lobby. */
  enter(browser: Browser): void {
    const { id } = browser;
    const returns = this.present.has(id);
    if (browser.role !== 'host' && !returns) {
      this.waiting.set(id, browser);
      return this.#tellStaff(({ group }) => group.knocked(id, browser.group.card));
    }
    this.present.set(id, browser);
    const snapshot = this.snapshot();
    this.tell(browser, ({ group }) => group.enter(snapshot));
    const member = this.memberOf(browser);
    if (returns) this.tellOthers(id, ({ group }) => group.memberChanged({ id, away: false, card: browser.group.card }));
    else this.tellOthers(id, ({ group }) => group.memberJoined(member));
  }

  /** Opens a browser, enters, and lets things settle. */
  async join(name: string, role: 'host' | 'student' = 'student'): Promise<Browser> {
    const browser = await this.browser(name, role);
    this.enter(browser);
    await this.pass(1_000);
    return browser;
  }

  /** Comes by the lobby and is admitted. */
  async admitted(name: string, by: Browser): Promise<Browser> {
    const browser = await this.join(name);
    const admission = by.group.admit([browser.id]);
    await this.pass(1_000);
    await admission;
    return browser;
  }

  leave({ id }: Browser): void {
    this.present.delete(id);
    this.tellOthers(id, ({ group }) => group.memberLeft(id));
  }

  setRole(browser: Browser, role: Role): void {
    browser.role = role;
    for (const other of this.present.values()) this.tell(other, ({ group }) => group.memberChanged({ id: browser.id, role }));
  }

  snapshot(): Snapshot {
    return {
      members: Array.from(this.present.values(), (browser) => this.memberOf(browser)),
      waiting: Array.from(this.waiting.values(), ({ id, group }) => ({ id, card: group.card })),
      state: {
        lobby: this.lobby,
        locked: false,
        calm: false,
        rights: { speak: true, camera: true, screen: true, chat: true, privateChat: true, hand: true, react: true },
        hands: [],
        spotlight: null,
        hostDeadline: null,
      },
      roster: this.roster,
      forgotten: false,
    };
  }

  memberOf({ id, role, away, group }: Browser, card: Card = group.card): Member {
    return { id, role, away, card, grants, sending: [] };
  }

  /** Tells one browser something, after all that it was told before. */
  tell(to: Browser, what: (browser: Browser) => unknown): void {
    this.#underWay++;
    to.line = to.line.then(() => {
      this.#underWay--;
      void what(to);
    });
  }

  tellOthers(id: string, what: (browser: Browser) => unknown): void {
    for (const other of this.present.values()) if (other.id !== id) this.tell(other, what);
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

  /** Everybody present sends a frame; what each of the others hears of it. */
  async everybodyHears(): Promise<Set<string>> {
    const heard = new Set<string>();
    for (const speaker of this.present.values()) {
      const frame = await speaker.frames.send();
      for (const other of this.present.values()) if (other !== speaker) heard.add(await other.frames.hear(speaker.id, frame));
    }
    return heard;
  }

  /** Relays a message as chat. */
  chat(to: Browser, from: string, box: string, scope: Scope = 'all'): Promise<string | null> {
    return to.group.open(from, scope, box, 'chat').then((said) => said?.text ?? null);
  }

  [Symbol.dispose](): void {
    for (const group of this.#groups) group.dispose();
  }

  #tellStaff(what: (browser: Browser) => unknown): void {
    for (const other of this.present.values()) if (other.role !== 'student') this.tell(other, what);
  }

  /** A request: the server deals with it later, and its answer comes after what it told before. */
  async #ask(id: string, act: () => Outcome | void): Promise<Outcome> {
    this.#underWay++;
    await setImmediate();
    this.#underWay--;
    const browser = this.present.get(id);
    if (!browser) return { ok: false, code: 'not-entered' };
    const outcome = act() ?? { ok: true };
    return new Promise((resolve) => this.tell(browser, () => resolve(outcome)));
  }

  #publish(id: string, roster: Roster): Outcome {
    if (this.present.get(id)?.role === 'student') return { ok: false, code: 'forbidden' };
    if (this.roster && (roster.session !== this.roster.session || roster.version !== this.roster.version + 1)) {
      return { ok: false, code: 'conflict' };
    }
    this.rosters.push(roster);
    if (this.withholdsRosters) return { ok: true };
    this.roster = roster;
    const before = Array.from(this.present.values());
    for (const entry of roster.members) {
      const newcomer = this.waiting.get(entry.id);
      if (!newcomer) continue;
      this.waiting.delete(entry.id);
      this.present.set(entry.id, newcomer);
      const snapshot = this.snapshot();
      this.tell(newcomer, ({ group }) => group.enter(snapshot));
      const member = this.memberOf(newcomer);
      this.tellOthers(entry.id, ({ group }) => group.memberJoined(member));
    }
    for (const browser of before) this.tell(browser, ({ group }) => group.roster(roster));
    return { ok: true };
  }

  #send(from: string, boxes: readonly BoxFor[]): void {
    for (const { to, box } of boxes) {
      this.boxes.push({ from, to, box });
      const recipient = this.present.get(to);
      if (recipient) this.tell(recipient, ({ group }) => group.keys(from, box));
    }
  }
}
