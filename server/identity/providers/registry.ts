import { z } from 'zod';
import type { HostSessions } from '../hostSessions.ts';
import type { declarations } from './declarations.ts';
import { link } from './link/provider.ts';
import type { IdentityProvider, OpenedProvider, ProviderContext } from './port.ts';

/** Every way for hosts to sign in: one that is declared and not here does not compile. */
export const providers = { link } as const satisfies Record<keyof typeof declarations, IdentityProvider>;

type ProviderName = keyof typeof providers;
type SectionsOf = { [N in ProviderName]: z.ZodPrefault<z.ZodObject<(typeof providers)[N]['settings']>> };

/** The section `identity` of the configuration: one section for each provider. */
export const providerSettings = Object.fromEntries(
  Object.entries(providers).map(([name, { settings }]) => [name, z.strictObject(settings).prefault({})]),
) as SectionsOf;

export type ProviderSettings = Readonly<z.infer<z.ZodObject<typeof providerSettings>>>;

/** What has to be known of a provider with the settings that are in force. */
type UsedProvider = Pick<IdentityProvider, 'texts'> & {
  readonly name: ProviderName;
  readonly destinations: ReturnType<IdentityProvider['destinations']>;
  open(context: ProviderContext): OpenedProvider;
};

/** The providers that the configuration turns on. */
export const providersIn = (settings: ProviderSettings): UsedProvider[] =>
  (Object.entries(providers) as [ProviderName, IdentityProvider][])
    .filter(([name, provider]) => provider.isOn(settings[name]))
    .map(([name, provider]) => ({
      name,
      texts: provider.texts,
      destinations: provider.destinations(settings[name]),
      open: (context) => provider.open(context, settings[name]),
    }));

/** At a start without any signed-in host: what makes the first one, for who runs the server to open. Null later. */
export const firstHost = async (opened: readonly OpenedProvider[], hosts: Pick<HostSessions, 'any'>): Promise<string | null> => {
  if (await hosts.any()) return null;
  const [first] = opened.flatMap((provider) => provider.firstHost ?? []);
  return first ? first() : null;
};
