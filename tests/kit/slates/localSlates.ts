import { signal } from '@preact/signals';
import type { Writers } from '#protocol/slates.ts';
import type { Author, SlateModel } from '../../../client/slates/model.ts';
import type { Slate } from '../../../client/slates/slate.ts';
import type { Slates } from '../../../client/slates/slates.ts';

/** What stands on the slate of one tool, and who may write. */
export type SlateScene = { readonly who: Writers; readonly items: readonly { readonly op: unknown; readonly by: Author }[] };

const none = (): Promise<null> => Promise.resolve(null);

/** A slate of one browser, without a server: what is written stands at once. */
const localSlate = (model: SlateModel<unknown, unknown>, { who, items }: SlateScene, self: Author) => {
  const state = model.begin();
  for (const { op, by } of items) model.apply(state, op, by);
  const version = signal(0);
  const slate = {
    state,
    who,
    version,
    isRead: signal(true),
    pending: [],
    glimpses: { seen: signal(new Map()), show: none },
    write: (op: unknown) => {
      model.apply(state, op, self);
      version.value += 1;
      return none();
    },
    allow: (next: Writers) => {
      slate.who = next;
      version.value += 1;
      return none();
    },
  };
  return slate;
};

/** The slates of a scene, by tool, as `self` has them. */
export const localSlates = (scenes: Readonly<Record<string, SlateScene>>, self: Author): Slates =>
  ({
    tools: signal(new Set(Object.keys(scenes))),
    of: (model: SlateModel<unknown, unknown>) => {
      const scene = scenes[model.tool];
      const all = scene ? [localSlate(model, scene, self) as unknown as Slate<unknown, unknown>] : [];
      return { all: signal(all), open: none, drop: none };
    },
  }) as unknown as Slates;
