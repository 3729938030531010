import type { GenericSchema } from 'valibot';

/** Who wrote something: by the group, not by the server's word. */
export type Author = { readonly id: string; readonly name: string; readonly holds: boolean };

/**
 * What a slate of one tool is. Everybody applies the same items in the same order, so that all have the same state: what
 * `apply` does may depend on nothing else. It leaves out what `by` may not do to what others wrote.
 */
export type SlateModel<S, Op, G = unknown> = {
  readonly tool: string;
  /** One thing that is written. */
  readonly shape: GenericSchema<unknown, Op>;
  /** The state as JSON has it, in a snapshot. */
  readonly saved: GenericSchema<unknown, unknown>;
  /** What is seen of somebody for a moment, before they have written it. */
  readonly glimpsed: GenericSchema<unknown, G>;
  begin(): S;
  /** Changes the state. */
  apply(state: S, op: Op, by: Author): void;
  save(state: S): unknown;
  load(saved: unknown): S;
};
