import type { z } from 'zod';
import type { Log } from '../../logs/log.ts';
import type { EventShape } from '../../logs/events.ts';
import type { Census, Clock } from '../../privacy/census.ts';
import type { LedgerEntry } from '../../privacy/ledger.ts';
import type { Destination } from '../../privacy/outside.ts';
import type { Store } from '../../store/ports/store.ts';
import type { HostSession } from '../hostSessions.ts';

/** What a provider holds of people and writes into the logs: a part of the server's one ledger and one list of events. */
export type ProviderDeclarations = {
  readonly ledger: Readonly<Record<string, LedgerEntry>>;
  readonly events: Readonly<Record<string, EventShape>>;
};

/** Who has signed in: an account, or, with null, somebody who gets a new one. */
export type Proven = { readonly account: string | null };

/** The browser that asks something of a provider. */
export type Browser = {
  /** The host's session that it has, if any. */
  session(): Promise<HostSession | null>;
  /** The same. Refuses with `signed-out`. */
  host(): Promise<HostSession>;
  /**
   * Gives it a session of whom `prove` finds. Refuses with `signed-in`, before anything is proved, where it has one that its
   * person did not ask to end (`replace`): a link that somebody sent must not swap the account under a host. Refuses with
   * `ticket` when `prove` finds nobody.
   */
  signIn(attempt: { readonly replace: boolean; readonly prove: () => Promise<Proven | null> }): Promise<void>;
};

/** A request that a provider answers, with JSON. What it throws is answered as a refusal. */
export type ProviderRoute<I extends z.ZodType = z.ZodType> = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: `/api/${string}`;
  /** Where the input is. What does not fit is refused: as `invalid`, in a path as `not-found`. */
  readonly reads: 'body' | 'path' | 'query';
  readonly input: I;
  /**
   * Who may ask, which is looked at before the input. `attempt`: anybody who tries to sign in, which is counted by address
   * (`limits.signInsPerMinute`); `host`: who has a session.
   */
  readonly from: 'anybody' | 'attempt' | 'host';
  answer(input: z.infer<I>, browser: Browser): Promise<object>;
};

/** A route, whose input is as its schema says. */
export const route = <I extends z.ZodType>(shape: ProviderRoute<I>): ProviderRoute => shape as ProviderRoute;

/** What a provider is given: of the store only what a provider may keep, of people nothing. */
export type ProviderContext = {
  readonly store: Pick<Store, 'invitations'>;
  readonly retention: { readonly invitationHours: number };
  readonly clock: Clock;
  readonly census: Census;
  readonly log: Log;
};

/** For the documents, in words of one language. */
export type ProviderTexts = {
  /** How a host signs in: words that stand in a list, such as "a one-time link". */
  readonly signIn: string;
  /** What it tells the server of who signs in, and what is asked of it, in sentences; null: nothing either way. */
  readonly tells: string | null;
};

/** A provider that is in use. Disposing it erases what it has in memory. */
export type OpenedProvider = Disposable & {
  readonly routes: readonly ProviderRoute[];
  /** At a start without any host: the fragment of a link that makes its opener the first one, for who runs the server. Null: it has none. */
  readonly firstHost: (() => Promise<string>) | null;
};

/** A way for hosts to sign in. */
export type IdentityProvider<S extends z.core.$ZodShape = z.core.$ZodShape> = {
  /** Its section of the configuration, `identity.<name>`. With the standard values it is off, if it needs any. */
  readonly settings: S;
  readonly texts: { readonly fr: ProviderTexts; readonly en: ProviderTexts };
  isOn(settings: z.infer<z.ZodObject<S>>): boolean;
  /** Where the server, or a browser on its own, sends something with these settings. */
  destinations(settings: z.infer<z.ZodObject<S>>): readonly Destination[];
  open(context: ProviderContext, settings: z.infer<z.ZodObject<S>>): OpenedProvider;
};
