import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { News } from '#protocol/news.ts';
import type { SlateList } from '#protocol/slates.ts';
import { toBase64url } from '../crypto/base/bytes.ts';
import { randomBytes } from '../crypto/base/primitives.ts';
import { Chain } from './chain.ts';
import { KeyDesk, ranked } from './keyDesk.ts';
import type { SlateModel } from './model.ts';
import type { ClassPort, SlatePort } from './port.ts';
import { Slate } from './slate.ts';

/** The slates of one tool, in the order in which they were opened. */
export type ToolSlates<S, Op, G = unknown> = {
  readonly all: ReadonlySignal<readonly Slate<S, Op, G>[]>;
  /** A new one, for who holds the class. Resolves to null, else to why not. */
  open(): Promise<RefusalCode | null>;
  drop(id: string): Promise<RefusalCode | null>;
};

type AnySlate = Slate<unknown, unknown>;
type Shelf = { readonly model: SlateModel<unknown, unknown>; readonly all: Signal<readonly AnySlate[]> };

/** A snapshot is due after so many items or bytes. */
const longTail = { items: 500, bytes: 256_000 } as const;
/** After somebody has left, all is sealed anew within this time, in milliseconds: several count once. */
const resealMs = 2_000;
const idBytes = 16;

/** All that the class writes together, as one browser has it. Told what the server tells, in its order. */
export class Slates implements Disposable {
  readonly #port: ClassPort;
  readonly #desk: KeyDesk;
  readonly #shelves = new Map<string, Shelf>();
  #list: SlateList = [];
  /** Who is in the group, and whether they hold the class; null while that is not known. */
  #here: ReadonlyMap<string, boolean | null> = new Map();
  /** Somebody has left, and has the keys with which all is sealed still. */
  #owes = false;
  /** Somebody holds the class since, or no longer. */
  #isAnew = false;
  #reseal: Disposable | null = null;
  readonly #keeping = new Set<string>();
  /** The tools of which there is a slate, known here or not yet. */
  readonly tools: Signal<ReadonlySet<string>> = signal(new Set());
  /** What was given of each, for as long as the class lasts: also of one that the server had taken away meanwhile. */
  readonly #chains = new Map<string, Chain>();

  constructor(port: ClassPort) {
    this.#port = port;
    this.#desk = new KeyDesk(port, {
      came: () => this.#each((slate) => slate.resume()),
      stands: () =>
        this.#all().map(({ slate: { id } }) => {
          const { life, last, head } = this.#chainOf(id).stand;
          return [id, life, last, head] as const;
        }),
      expect: (stands) => {
        const others = stands.filter(([id, life, last, head]) => !this.#chainOf(id).expect({ life, last, head }));
        if (others.length > 0) port.warn('slateFork', null);
      },
    });
  }

  /** The slates of a tool, which says what they are. */
  of<S, Op, G>(model: SlateModel<S, Op, G>): ToolSlates<S, Op, G> {
    const shelf: Shelf = { model: model as unknown as SlateModel<unknown, unknown>, all: signal([]) };
    this.#shelves.set(model.tool, shelf);
    this.#fill();
    return {
      all: shelf.all as unknown as ReadonlySignal<readonly Slate<S, Op, G>[]>,
      open: () => this.#open(model.tool),
      drop: (slate) => this.#ask('slate.drop', { slate }),
    };
  }

  /** On entering, and on coming back. `forgotten`: the server was started again, and those who hold the class give it back what they have. */
  async enter(list: SlateList, forgotten: boolean): Promise<void> {
    const lost = forgotten ? this.#all().filter(({ slate }) => !list.some((one) => one.slate === slate.id)) : [];
    this.#list = [...list, ...lost.map(({ tool, slate }) => ({ slate: slate.id, tool, who: slate.who }))];
    this.#fill();
    if (this.#holds) for (const { tool, slate } of lost) await this.#giveBack(tool, slate);
    this.#each((slate) => slate.resume(forgotten && !(this.#holds && lost.some((one) => one.slate === slate))));
    this.#sealAnew();
  }

  listed({ slates }: News<'slates'>): void {
    const known = new Set(this.#all().map(({ slate }) => slate.id));
    this.#list = slates;
    this.#fill();
    // Given back to a server that had forgotten it.
    this.#each((slate) => (known.has(slate.id) && !slate.isRead.value ? slate.resume() : undefined));
  }

  async added({ slate, ...item }: News<'slate.added'>): Promise<void> {
    const one = this.#find(slate);
    await one?.hear(item);
    if (one) this.#keepWhere(one);
  }

  glimpsed({ all }: News<'slate.glimpses'>): void {
    for (const { slate, from, box } of all) void this.#find(slate)?.glimpses.hear(from, box);
  }

  kept({ slate, upTo }: News<'slate.kept'>): void {
    void this.#find(slate)?.heardKept(upTo);
  }

  keysAsked(news: News<'slate.keysAsked'>): Promise<void> {
    return this.#desk.asked(news);
  }

  async keysTold(news: News<'slate.keys'>): Promise<void> {
    if (await this.#desk.told(news)) this.#owes = false;
  }

  /** Who is in the group may have changed. Whoever left gets none of the keys from now on. */
  peopleChanged(): void {
    const { members, writerOf, epoch } = this.#port;
    const here = new Map(members().map((id) => [id, writerOf(id)?.holds ?? null]));
    const left = Array.from(this.#here.keys()).some((id) => !here.has(id));
    // Who reads later would judge what they wrote by what they are then.
    this.#isAnew ||= Array.from(this.#here).some(([id, held]) => held !== null && here.get(id) === !held);
    this.#here = here;
    if (left) this.#desk.keys.expire(epoch());
    this.#owes ||= left;
    this.#sealAnew();
  }

  /** Whoever holds the class next does it, where nobody does now. */
  #sealAnew(): void {
    if (!(this.#owes || this.#isAnew) || this.#list.length === 0 || !this.#holds || this.#reseal) return;
    if (this.#owes && this.#isKeeper) void this.#desk.change();
    this.#reseal = this.#port.after(resealMs, () => {
      this.#reseal = null;
      // Not told yet, or somebody has left meanwhile; or another was to do it, and is gone.
      if (this.#owes) return this.#sealAnew();
      const isAnew = this.#isAnew;
      this.#isAnew = false;
      if (this.#isKeeper) this.#each((slate) => (isAnew || slate.isPartial ? slate.keepAnew() : slate.keep()));
    });
  }

  [Symbol.dispose](): void {
    this.#reseal?.[Symbol.dispose]();
    this.#desk[Symbol.dispose]();
    for (const { slate } of this.#all()) slate[Symbol.dispose]();
    this.#shelves.clear();
    this.#chains.clear();
  }

  get #holds(): boolean {
    return this.#port.writerOf(this.#port.self)?.holds ?? false;
  }

  /** One of those who hold the class seals what has become long, for all. */
  get #isKeeper(): boolean {
    const [first] = ranked(this.#port.here());
    return first?.id === this.#port.self && first.holds;
  }

  #all(): readonly { readonly tool: string; readonly slate: AnySlate }[] {
    return Array.from(this.#shelves).flatMap(([tool, { all }]) => all.peek().map((slate) => ({ tool, slate })));
  }

  #find(id: string): AnySlate | undefined {
    return this.#all().find(({ slate }) => slate.id === id)?.slate;
  }

  #each(task: (slate: AnySlate) => unknown): void {
    for (const { slate } of this.#all()) void task(slate);
  }

  async #ask(name: 'slate.drop', input: { readonly slate: string }): Promise<RefusalCode | null> {
    const answer = await this.#port.ask(name, input);
    return answer.ok ? null : answer.code;
  }

  async #open(tool: string): Promise<RefusalCode | null> {
    if (this.#list.length === 0 && this.#desk.keys.current === null) await this.#desk.change();
    const slate = toBase64url(randomBytes(idBytes));
    const answer = await this.#port.ask('slate.open', { slate, tool, who: 'nobody', after: 0 });
    return answer.ok ? null : answer.code;
  }

  async #giveBack(tool: string, slate: AnySlate): Promise<void> {
    await slate.idle();
    const { id } = slate;
    await slate.giveBack(async (after) => (await this.#port.ask('slate.open', { slate: id, tool, who: slate.who, after })).ok);
  }

  #chainOf(id: string): Chain {
    const chain = this.#chains.get(id) ?? new Chain();
    this.#chains.set(id, chain);
    return chain;
  }

  /** As listed: those that are new are read, those that are gone are forgotten. */
  #fill(): void {
    this.tools.value = new Set(this.#list.map(({ tool }) => tool));
    for (const [tool, shelf] of this.#shelves) {
      const ids = this.#list.filter((one) => one.tool === tool).map(({ slate }) => slate);
      const former = shelf.all.peek();
      for (const slate of former) if (!ids.includes(slate.id)) slate[Symbol.dispose]();
      const now = ids.map((id) => former.find((slate) => slate.id === id) ?? this.#begin(id, shelf));
      const same = now.length === former.length && now.every((slate, index) => slate === former[index]);
      if (!same) shelf.all.value = now;
    }
  }

  #begin(id: string, { model }: Shelf): AnySlate {
    const port: SlatePort = { ...this.#port, keys: this.#desk.keys, askKeys: () => this.#desk.want() };
    const slate = new Slate(id, this.#chainOf(id), model, port);
    void slate.resume();
    return slate;
  }

  /** Long tails are sealed as one, so that who comes late has little to read. */
  #keepWhere(slate: AnySlate): void {
    const { items, bytes } = slate.extent;
    const isLong = items >= longTail.items || bytes >= longTail.bytes;
    if (!isLong || !this.#isKeeper || this.#keeping.has(slate.id)) return;
    this.#keeping.add(slate.id);
    void (slate.isPartial ? slate.keepAnew() : slate.keep()).finally(() => this.#keeping.delete(slate.id));
  }
}
