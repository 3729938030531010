import type { z } from 'zod';
import { onlyTenant, type Retention, type Store, type StoreKind } from './ports/store.ts';
import { stores, type storeSettings } from './registry.ts';

/** The section `data` of the configuration. */
type DataSettings = { readonly folder: string } & Readonly<z.infer<z.ZodObject<typeof storeSettings>>>;

/** Opens the store that the configuration names. `now`: milliseconds since 1970. */
export const openStore = (data: DataSettings, retention: Retention, now: () => number = Date.now): Promise<Store> => {
  const kind: StoreKind = stores[data.store];
  return kind.open({ folder: data.folder, tenant: onlyTenant, retention, now }, data);
};
