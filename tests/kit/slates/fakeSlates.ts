import { signal } from '@preact/signals';
import type { Writers } from '#protocol/slates.ts';
import type { SlateModel } from '../../../client/slates/model.ts';
import type { Slates } from '../../../client/slates/slates.ts';

/** What stands on one slate of a tool: what was written, by whom, and who may write. */
export type FakeSlate = {
  readonly who: Writers;
  readonly written: readonly { readonly op: unknown; readonly by: string; readonly name: string; readonly holds: boolean }[];
};

/** Slates that stand still, by the names of their tools. */
export const fakeSlates = (slates: Readonly<Record<string, FakeSlate>>): Slates => {
  const of = <S, Op, G>(model: SlateModel<S, Op, G>) => {
    const given = slates[model.tool];
    const state = model.begin();
    for (const { op, by: id, name, holds } of given?.written ?? []) model.apply(state, op as Op, { id, name, holds });
    const nothing = async (): Promise<null> => null;
    const one = {
      id: model.tool,
      state,
      who: given?.who ?? 'nobody',
      pending: [],
      version: signal(1),
      isRead: signal(true),
      glimpses: { seen: signal(new Map()), show: nothing },
      write: nothing,
      allow: nothing,
    };
    return { all: signal(given ? [one] : []), open: nothing, drop: nothing };
  };
  return { of, tools: signal(new Set(Object.keys(slates))) } as unknown as Slates;
};
