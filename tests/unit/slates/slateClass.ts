import { expect } from 'vitest';
import * as v from 'valibot';
import type { Answer } from '#protocol/messages.ts';
import type { News } from '#protocol/news.ts';
import type { RequestInput } from '#protocol/requests.ts';
import { newSigningKeys } from '../../../client/crypto/base/primitives.ts';
import type { Author, SlateModel } from '../../../client/slates/model.ts';
import type { ClassPort, SlateRequest } from '../../../client/slates/port.ts';
import type { Slate } from '../../../client/slates/slate.ts';
import { Slates, type ToolSlates } from '../../../client/slates/slates.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { Shelf } from '../../../server/classroom/slates/shelf.ts';

/** Words by key, of which only who wrote one first, or who holds the class, changes it. */
export type Words = Map<string, { readonly by: string; readonly name: string; readonly word: string }>;
export type WordOp = { readonly key: string; readonly word: string };
export const words: SlateModel<Words, WordOp, string> = {
  tool: 'words',
  shape: v.strictObject({ key: v.string(), word: v.string() }),
  saved: v.array(v.tuple([v.string(), v.string(), v.string(), v.string()])),
  glimpsed: v.string(),
  begin: () => new Map(),
  apply: (state, { key, word }, by: Author) => {
    const known = state.get(key);
    if (!known || known.by === by.id || by.holds) state.set(key, { by: known?.by ?? by.id, name: known?.name ?? by.name, word });
  },
  save: (state) => Array.from(state, ([key, { by, name, word }]) => [key, by, name, word]),
  load: (saved) =>
    new Map((saved as [string, string, string, string][]).map(([key, by, name, word]) => [key, { by, name, word }])),
};

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

type Told = { readonly [N in `slate.${string}` & keyof NewsOfSlates]: News<N> } & { slates: News<'slates'> };
type NewsOfSlates = { 'slate.glimpses': 1; 'slate.added': 1; 'slate.kept': 1; 'slate.keysAsked': 1; 'slate.keys': 1 };
type Name = keyof Told;

/** One browser of the class. */
export type Browser = {
  readonly id: string;
  readonly name: string;
  readonly slates: Slates;
  readonly words: ToolSlates<Words, WordOp, string>;
  readonly warned: string[];
  /** Ends or begins its connection; what is told meanwhile is lost. */
  online: boolean;
};

/** A server that keeps slates as ours does, and browsers without a group: who is in is what `members` says. */
export class SlateClass implements Disposable {
  shelf = new Shelf();
  readonly browsers: Browser[] = [];
  readonly members = new Map<string, Author & { readonly verify: CryptoKey; readonly signing: CryptoKey }>();
  /** What a server that lies tells instead; null: nothing. */
  tamper: (to: Browser, name: Name, news: unknown) => unknown = (_to, _name, news) => news;
  #timers = new Set<NodeJS.Timeout>();
  #count = 0;
  #epoch = 1;
  /** What a server that lies answers instead. */
  lie: (browser: Browser, name: SlateRequest, answer: Answer<unknown>) => Answer<unknown> = (_browser, _name, answer) => answer;

  async join(name: string, holds = false): Promise<Browser> {
    const id = (letters[this.#count++] ?? '_').repeat(22);
    const { publicKey, privateKey } = await newSigningKeys(false);
    this.members.set(id, { id, name, holds, verify: publicKey, signing: privateKey });
    this.#epoch += 1;
    return this.#open(id);
  }

  /** The same person, whose page has forgotten everything. */
  async reload(browser: Browser): Promise<Browser> {
    browser.online = false;
    browser.slates[Symbol.dispose]();
    this.browsers.splice(this.browsers.indexOf(browser), 1);
    return this.#open(browser.id);
  }

  async leave({ id }: Browser): Promise<void> {
    const gone = this.browsers.find((one) => one.id === id);
    if (gone) this.browsers.splice(this.browsers.indexOf(gone), 1);
    gone?.slates[Symbol.dispose]();
    this.members.delete(id);
    this.#epoch += 1;
    this.shelf.forget(id);
    for (const { slates } of this.browsers) slates.peopleChanged();
  }

  /** The line of one browser is cut, and comes back. */
  async back(browser: Browser, forgotten = false): Promise<void> {
    browser.online = true;
    await browser.slates.enter(this.shelf.list, forgotten);
  }

  /** A new slate, as everybody has it who is here. */
  async slate(host: Browser): Promise<string> {
    await host.words.open();
    const [slate] = this.shelf.list.slice(-1);
    if (!slate) throw new Error('none');
    return slate.slate;
  }

  /** Somebody holds the class from now on, or no longer, and all know it. */
  setHolds({ id }: Browser, holds: boolean): void {
    const known = this.members.get(id);
    if (known) this.members.set(id, { ...known, holds });
    for (const { slates } of this.browsers) slates.peopleChanged();
  }

  slatesOf({ slates }: Browser): Slates {
    return slates;
  }

  of(browser: Browser, id: string): Slate<Words, WordOp, string> {
    const slate = browser.words.all.value.find((one) => one.id === id);
    if (!slate) throw new Error('not here');
    return slate;
  }

  [Symbol.dispose](): void {
    for (const { slates } of this.browsers) slates[Symbol.dispose]();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #holds(id: string): boolean {
    return this.members.get(id)?.holds ?? false;
  }

  async #open(id: string): Promise<Browser> {
    const member = this.members.get(id);
    if (!member) throw new Error('nobody');
    const warned: string[] = [];
    const port: ClassPort = {
      classId: 'C'.repeat(22),
      self: id,
      signing: member.signing,
      ask: async (name, input) => {
        if (!browser.online) return { ok: false, code: 'offline' };
        await Promise.resolve();
        return this.lie(browser, name, this.#answer(browser, name, input)) as never;
      },
      writerOf: (of) => this.members.get(of) ?? null,
      members: () => Array.from(this.members.keys()),
      epoch: () => this.#epoch,
      here: () => this.browsers.filter((one) => one.online).flatMap((one) => this.members.get(one.id) ?? []),
      warn: (kind, who) => void warned.push(who === null ? kind : `${kind} ${this.members.get(who)?.name}`),
      sealAll: async (_kind, value) => JSON.stringify(value),
      sealFor: async (_kind, to, value) => (this.members.has(to) ? JSON.stringify(value) : null),
      open: async (kind, _from, _scope, box) => v.parse(kind.shape, JSON.parse(box)),
      after: (ms, task) => {
        const timer = setTimeout(task, ms / 50);
        this.#timers.add(timer);
        return { [Symbol.dispose]: () => clearTimeout(timer) };
      },
    };
    const slates = new Slates(port);
    const browser: Browser = { id, name: member.name, slates, words: slates.of(words), warned, online: true };
    this.browsers.push(browser);
    for (const one of this.browsers) one.slates.peopleChanged();
    await slates.enter(this.shelf.list, false);
    return browser;
  }

  tell<N extends Name>(to: readonly Browser[], name: N, news: Told[N]): void {
    for (const one of to) {
      const told = this.tamper(one, name, news) as never;
      if (!one.online || told === null) continue;
      const { slates } = one;
      const hears = {
        slates: 'listed',
        'slate.glimpses': 'glimpsed',
        'slate.added': 'added',
        'slate.kept': 'kept',
        'slate.keysAsked': 'keysAsked',
        'slate.keys': 'keysTold',
      } as const;
      void slates[hears[name]](told);
    }
  }

  #answer(browser: Browser, name: SlateRequest, input: unknown): Answer<unknown> {
    try {
      return { ok: true, value: this.#handle(browser, name, input) ?? {} };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, code: error.code };
      throw error;
    }
  }

  #handle({ id }: Browser, name: SlateRequest, given: unknown): unknown {
    const { shelf, browsers } = this;
    const listed = () => this.tell(browsers, 'slates', { slates: shelf.list });
    switch (name) {
      case 'slate.open': {
        const { slate, ...terms } = given as RequestInput<'slate.open'>;
        shelf.open(slate, terms);
        return listed();
      }
      case 'slate.add': {
        const { slate, box } = given as RequestInput<'slate.add'>;
        if (!this.#holds(id) && !shelf.allows(slate, id)) throw new Refusal('forbidden');
        return this.tell(browsers, 'slate.added', { slate, ...shelf.add(slate, id, box, this.#holds(id)) });
      }
      case 'slate.glimpse': {
        const { slate, box } = given as RequestInput<'slate.glimpse'>;
        return this.tell(browsers, 'slate.glimpses', { all: [{ slate, from: id, box }] });
      }
      case 'slate.allow': {
        const { slate, who, box } = given as RequestInput<'slate.allow'>;
        this.tell(browsers, 'slate.added', { slate, ...shelf.add(slate, id, box, this.#holds(id)) });
        return shelf.setWriters(slate, who);
      }
      case 'slate.read': {
        const { slate, after } = given as RequestInput<'slate.read'>;
        return shelf.read(slate, after);
      }
      case 'slate.part': {
        const { slate, upTo, part } = given as RequestInput<'slate.part'>;
        return { box: shelf.part(slate, upTo, part) };
      }
      case 'slate.keep': {
        const { slate, ...part } = given as RequestInput<'slate.keep'>;
        if (shelf.keep(slate, id, part)) this.tell(browsers, 'slate.kept', { slate, upTo: part.upTo });
        return null;
      }
      case 'slate.drop':
        shelf.drop((given as RequestInput<'slate.drop'>).slate);
        return listed();
      case 'slate.askKeys':
        return this.tell(
          browsers.filter((one) => one.id !== id),
          'slate.keysAsked',
          { id, ...(given as RequestInput<'slate.askKeys'>) },
        );
      case 'slate.giveKeys': {
        const { to, box } = given as RequestInput<'slate.giveKeys'>;
        return this.tell(
          browsers.filter((one) => one.id === to),
          'slate.keys',
          { from: id, scope: 'private', box },
        );
      }
      case 'slate.changeKey':
        return this.tell(browsers, 'slate.keys', { from: id, scope: 'all', ...(given as RequestInput<'slate.changeKey'>) });
    }
  }
}

export const wordsOf = (where: SlateClass, browser: Browser, id: string) =>
  Array.from(where.of(browser, id).state, ([key, { word }]) => `${key}=${word}`).toSorted();

/** A class with one slate, which everybody has. */
export const begunClass = async (pupils: number) => {
  const where = new SlateClass();
  const host = await where.join('Mme Martin', true);
  const others: Browser[] = [];
  for (let index = 0; index < pupils; index++) others.push(await where.join(`Élève ${index}`));
  const id = await where.slate(host);
  await expect.poll(() => where.browsers.every((one) => one.words.all.value.length === 1)).toBe(true);
  return { where, host, others, id };
};
