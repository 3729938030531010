import { z } from 'zod';
import type { StoreKind } from './ports/store.ts';
import { sqlite } from './sqlite/store.ts';

/** Where everything that survives a restart can be kept. */
export const stores = { sqlite } as const satisfies Record<string, StoreKind>;

type StoreName = keyof typeof stores;
type Merged<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never;

/** The settings of every store, and which one it is: a part of the section `data`. */
export const storeSettings = {
  store: z.enum(Object.keys(stores) as [StoreName]).default('sqlite'),
  ...(Object.assign({}, ...Object.values(stores).map(({ settings }) => settings)) as Merged<
    (typeof stores)[StoreName]['settings']
  >),
};
