import type { z } from 'zod';
import { added } from '../privacy/erasing.ts';
import type { Clock, MemoryKey } from '../privacy/census.ts';
import type { Counts } from '../privacy/journal.ts';
import type { Role } from '../protocol/people.ts';
import type { Right, RightTerms } from '../protocol/rights.ts';
import type { RequestShape } from '../protocol/shapes.ts';

/** What both sides must agree on of a tool, without a schema: it is in the pages' scripts too. */
export type ToolTerms = {
  /** The rights that it adds to the class's own. */
  readonly rights: Readonly<Record<string, RightTerms>>;
  /** The kinds of what people seal with it, and the largest box of each in bytes. A kind is of one tool. */
  readonly sealed: Readonly<Record<string, number>>;
};

/** What a tool says on the wire. */
export type ToolContract = {
  readonly requests: Readonly<Record<string, RequestShape>>;
  readonly news: Readonly<Record<string, z.ZodType>>;
  /** What everybody in the class is told of it: on entering, and when it has changed. Null for a tool that keeps nothing. */
  readonly state: z.ZodType | null;
};

/** All of these objects in one. */
export type Merged<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void
  ? { [K in keyof All]: All[K] }
  : never;

/** Somebody in the class, as a tool sees them. */
export type ToolMember = { readonly id: string; readonly role: Role };

/** The class, as a tool sees it: no people but those who act or are named, no media, no other tool. */
export type ToolRoom<C extends ToolContract = ToolContract> = {
  readonly clock: Clock;
  /** Somebody in the class, here or away. Refuses with `not-found`. */
  member(id: string): ToolMember;
  /** Host or co-host. */
  holdsClass(member: ToolMember): boolean;
  /** Refuses with `forbidden` whoever does not hold the class. */
  requireHolder(actor: ToolMember): void;
  mayDo(member: ToolMember, right: Right): boolean;
  /** Refuses with `calm` or `forbidden` when a student may not do this now. */
  requireRight(actor: ToolMember, right: Right): void;
  tell<N extends keyof C['news'] & string>(ids: Iterable<string>, name: N, news: z.infer<C['news'][N]>): void;
  tellPresent<N extends keyof C['news'] & string>(name: N, news: z.infer<C['news'][N]>, except?: string): void;
  tellHosts<N extends keyof C['news'] & string>(name: N, news: z.infer<C['news'][N]>): void;
  /** Everybody is told the tool's state, soon and once for several changes. */
  changed(): void;
};

/** One item of the ledger that a tool holds, and of whom (a participant); null: of nobody in particular. */
export type Held = { readonly item: MemoryKey; readonly of: string | null };

type Answered<A> = A extends Record<string, never> ? void : A;
type Handler<C extends ToolContract, S, Shape extends RequestShape> = (
  room: ToolRoom<C>,
  state: S,
  actor: ToolMember,
  input: z.infer<Shape['input']>,
) => Answered<z.infer<Shape['answer']>>;

/** What the server decides for a tool. All that it keeps is in its state `S`, of which each field says what it is. */
export type ToolRules<C extends ToolContract, S extends object> = {
  /** The state of a class that has just begun, which holds nothing. */
  begin(): S;
  /** What each field holds, for the census, the receipt and "what do you hold": one that is not here does not compile. */
  readonly holds: { readonly [F in keyof S]: (value: S[F]) => readonly Held[] };
  /** What the contract's state is now; null where it has none. */
  readonly told: C['state'] extends z.ZodType ? (state: S, room: ToolRoom<C>) => z.infer<C['state']> : null;
  readonly handlers: { readonly [N in keyof C['requests']]: Handler<C, S, C['requests'][N]> };
  /** Somebody has left the class: nothing may be held of them any more. */
  left(room: ToolRoom<C>, state: S, id: string): void;
  /** What students may do has changed. */
  rightsChanged?(room: ToolRoom<C>, state: S): void;
};

/** A tool in one running class. Disposing it erases its state, with the timers in it. */
export type ToolHandle = Disposable & {
  ask(name: string, actor: ToolMember, input: unknown): unknown;
  /** Its part of the snapshot; undefined where it has none. */
  told(): unknown;
  /** What it holds, by item of the ledger: of everybody, or of one participant. */
  held(of?: string): Counts;
  left(id: string): void;
  rightsChanged(): void;
};

/** A tool as the class starts it. */
export type ServerTool<C extends ToolContract = ToolContract> = {
  readonly contract: C;
  start(room: ToolRoom<C>): ToolHandle;
};

const isDisposable = (value: unknown): value is Disposable =>
  typeof value === 'object' && value !== null && Symbol.dispose in value;

/** A tool from its contract and its rules: the counting and the erasing are done here, so that none can forget them. */
export const serverTool = <C extends ToolContract, S extends object>(contract: C, rules: ToolRules<C, S>): ServerTool<C> => ({
  contract,
  start(room) {
    const state = rules.begin();
    const heldIn = <F extends keyof S>(field: F): readonly Held[] => rules.holds[field](state[field]);
    return {
      ask: (name, actor, input) => rules.handlers[name as keyof C['requests']](room, state, actor, input as never),
      told: () => rules.told?.(state, room),
      held: (of) => {
        const held = (Object.keys(rules.holds) as (keyof S)[]).flatMap(heldIn);
        return added(...held.filter((one) => of === undefined || one.of === of).map(({ item }) => ({ [item]: 1 })));
      },
      left: (id) => rules.left(room, state, id),
      rightsChanged: () => rules.rightsChanged?.(room, state),
      [Symbol.dispose]: () => {
        for (const value of Object.values(state)) if (isDisposable(value)) value[Symbol.dispose]();
        Object.assign(state, rules.begin());
      },
    };
  },
});
