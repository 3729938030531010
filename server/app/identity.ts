import type { Config } from '../config/schema.ts';
import { type Nonces, openNonces } from '../identity/door.ts';
import { type HostSessions, openHostSessions } from '../identity/hostSessions.ts';
import type { OpenedProvider } from '../identity/providers/port.ts';
import { providersIn } from '../identity/providers/registry.ts';
import { openReturnTokens, type ReturnTokens, returnKeyIn } from '../identity/returnTokens.ts';
import { Tickets } from '../identity/tickets.ts';
import type { Log } from '../logs/log.ts';
import type { Census, Clock } from '../privacy/census.ts';
import type { Secrets } from '../store/ports/secrets.ts';
import type { Store } from '../store/ports/store.ts';

type IdentityParts = {
  readonly config: Config;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly census: Census;
  readonly log: Log;
};

/** Who hosts, and what lets people in and back in. */
export type Identity = Disposable & {
  readonly hosts: HostSessions;
  readonly providers: readonly OpenedProvider[];
  readonly tickets: Tickets;
  readonly returnTokens: ReturnTokens;
  readonly nonces: Nonces;
};

export const openIdentity = async ({ config, store, secrets, clock, census, log }: IdentityParts): Promise<Identity> => {
  using building = new DisposableStack();
  const tickets = building.use(new Tickets({ clock, census }));
  const returnKey = await returnKeyIn(secrets);
  const hosts = openHostSessions({ accounts: store.accounts, sessions: store.sessions, clock, retention: config.retention });
  const context = { store, retention: config.retention, clock, census, log };
  const providers = providersIn(config.identity).map((provider) => building.use(provider.open(context)));
  const owned = building.move();
  return {
    hosts,
    providers,
    tickets,
    returnTokens: openReturnTokens(returnKey),
    nonces: openNonces(returnKey),
    [Symbol.dispose]: () => owned.dispose(),
  };
};
