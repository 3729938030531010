import { type ReadonlySignal, computed, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Writers } from '#protocol/slates.ts';
import type { SlateModel } from './model.ts';
import type { Slate } from './slate.ts';
import type { Slates, ToolSlates } from './slates.ts';

/** Who may write on a slate, beside those who hold the class. */
export const writersOf = (
  slate: ReadonlySignal<Pick<Slate<unknown, unknown>, 'version' | 'who'> | null>,
): ReadonlySignal<Writers> =>
  computed(() => {
    void slate.value?.version.value;
    return slate.value?.who ?? 'nobody';
  });

/** The one slate of a tool that needs no more. */
export type OneSlate<S, Op, G = unknown> = {
  /** Null while there is none, and before it is known whether there is. */
  readonly slate: ReadonlySignal<Slate<S, Op, G> | null>;
  /** It, made where there is none, for who holds the class. Resolves to a code where it cannot be. */
  opened(): Promise<Slate<S, Op, G> | RefusalCode>;
};

export const oneSlate = <S, Op, G>(slates: Promise<Slates>, model: SlateModel<S, Op, G>): OneSlate<S, Op, G> => {
  const known = signal<ToolSlates<S, Op, G> | null>(null);
  const loaded = slates.then((all) => (known.value = all.of(model)));
  const slate = computed(() => known.value?.all.value[0] ?? null);
  return {
    slate,
    opened: async () => {
      const all = await loaded;
      const refused = slate.value ? null : await all.open();
      if (refused) return refused;
      return new Promise((resolve) => {
        const stop = slate.subscribe((one) => one && (queueMicrotask(() => stop()), resolve(one)));
      });
    },
  };
};
