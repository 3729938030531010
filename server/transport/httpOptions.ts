import type { KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HostSessions } from '../identity/hostSessions.ts';
import type { OpenedProvider } from '../identity/providers/port.ts';
import type { Nonces } from '../identity/door.ts';
import type { Seats } from '../identity/seats.ts';
import type { Tickets } from '../identity/tickets.ts';
import type { Log } from '../log.ts';
import type { Erasing } from '../privacy/erasing.ts';
import type { Counts } from '../privacy/journal.ts';
import type { Census, Clock } from '../privacy/hold.ts';
import type { ClassCharter } from '../protocol/http.ts';
import type { RtpCapabilitiesMessage, TransportParameters } from '../protocol/media.ts';
import type { AccountStore } from '../store/ports/accounts.ts';
import type { ClassStore } from '../store/ports/classes.ts';
import type { SessionStore } from '../store/ports/sessions.ts';
import type { Documents } from './documentRoutes.ts';
import type { HeldTerms } from './held.ts';
import type { OriginSettings } from './network.ts';
import type { Rates, RateLimits } from './rates.ts';

/** What the HTTP side needs of the configuration. */
export type HttpSettings = {
  /** Of documents, for whom the browser names no other. */
  readonly language: 'fr' | 'en';
  readonly http: OriginSettings & {
    readonly tls?: { readonly cert: string; readonly key: string } | undefined;
    readonly trustedProxies: readonly string[];
  };
  readonly class: { readonly capacityMax: number; readonly maxHours: number; readonly earlyLine: boolean };
  readonly limits: RateLimits & { readonly classesPerHost: number };
  readonly metrics: { readonly token?: string | undefined };
  readonly operator: { readonly securityContact?: string | undefined };
};

/** One figure of the server for /metrics: never about a person or one class. `name` gets the prefix `ardoise_`. */
export type Figure = { readonly name: string; readonly help: string; readonly value: number };

/** A class that runs, as it was opened; its keys may have been renewed since. */
export type RunningRecord = {
  readonly generation: number;
  readonly door: KeyObject;
  readonly keys: string;
  readonly charter: ClassCharter;
  readonly vault: string;
  readonly renewed: boolean;
};

export type HttpOptions = {
  readonly config: HttpSettings;
  readonly classes: ClassStore;
  readonly erasing: Erasing;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly held: HeldTerms;
  readonly rates: Rates;
  readonly hosts: HostSessions;
  /** The ways for hosts to sign in. */
  readonly providers: readonly OpenedProvider[];
  readonly tickets: Tickets;
  readonly seats: Seats;
  readonly nonces: Nonces;
  readonly isOpen: (classId: string) => boolean;
  /** Of a class that runs, which generation of its seats counts, and the key of its door; null when it does not run. */
  readonly recordOf: (classId: string) => RunningRecord | null;
  /** Ends the lesson that runs, or shuts it to newcomers, since the class has new keys. False when none runs. */
  readonly renewed: (classId: string, change: { readonly keys: string; readonly goesOn: boolean }) => Promise<boolean>;
  /** What a class holds in memory; null when it does not run. */
  readonly heldIn: (classId: string) => Counts | null;
  /** Ends a class that was erased; harmless when it does not run. */
  readonly endErased: (classId: string) => Promise<void>;
  readonly figures: () => readonly Figure[];
  /** False while the server starts or stops. */
  readonly isReady: () => boolean;
  /** The public key that receipts are signed with, in base64url. */
  readonly receiptKey: string;
  /** What the router can forward. */
  readonly capabilities: RtpCapabilitiesMessage;
  /** Opens a transport for a trial of the network; trials are shared by `share`. Refuses with `media`. */
  readonly probe: (share: string) => Promise<TransportParameters>;
  readonly clock: Clock;
  readonly census: Census;
  readonly log: Log;
  /** What the server says of itself, by path. */
  readonly documents: Documents;
  /** Where the built client is. */
  readonly clientFolder: string;
};

/** What each group of routes is given besides. */
export type RouteOptions = HttpOptions & {
  /** Browsers come by https: their cookies and the connection can be held to it. */
  readonly secure: boolean;
  readonly addressOf: (request: IncomingMessage) => string;
};
