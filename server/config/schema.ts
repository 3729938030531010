import { z } from 'zod';
import { addressToListenOn, addressToReach, hostToListenOn, isLoopback, hostIn, origin, path, proxy } from './addresses.ts';
import { faultsOfMedia } from './mediaFaults.ts';
import { faultsOfTransfers, parties } from './parties.ts';
import { readSettings } from './source.ts';
import { explainedSettings, looseningsIn } from './loosening.ts';
import { askedFor, missingSettings } from './mandatory.ts';
import { providerSettings } from '../identity/providers/registry.ts';
import { limits } from '../protocol/limits.ts';
import { storeSettings } from '../store/registry.ts';

const port = z.int().min(0).max(65_535);
const days = (standard: number, max: number) => z.int().min(1).max(max).default(standard);
const count = (standard: number, max: number) => z.int().min(1).max(max).default(standard);
const shape = z.strictObject({
  /** `embedded`: one machine, no preparation. `onprem`: a school's own server. `saas`: an operator for several schools. */
  profile: z.enum(['embedded', 'onprem', 'saas']).default('embedded'),
  /** The language of documents and pages for whom the browser names no other. */
  language: z.enum(['fr', 'en']).default('fr'),
  http: z
    .strictObject({
      host: hostToListenOn.default('127.0.0.1'),
      port: port.default(8080),
      /** The address that browsers use. Needed as soon as it is not this machine's own. */
      publicOrigin: origin.optional(),
      /** Files in PEM. */
      tls: z.strictObject({ cert: path, key: path }).optional(),
      /** Reverse proxies whose X-Forwarded-For is believed: addresses, ranges, or `loopback`. */
      trustedProxies: z.array(proxy).default([]),
    })
    .prefault({}),
  media: z
    .strictObject({
      listenAddress: addressToListenOn.default('127.0.0.1'),
      /** The address that browsers send media to, when it is not `listenAddress`. */
      announcedAddress: addressToReach.optional(),
      /** The first worker's port, UDP and TCP; each further worker takes the next. 0: any free port. */
      portBase: port.default(44_400),
      /** 0: one for each core. */
      workers: z.int().min(0).max(256).default(0),
      /** What a camera, all its layers together, and a screen may weigh as they arrive: 1,000 bits per second. */
      cameraKbps: z.int().min(500).max(50_000).default(2_500),
      screenKbps: z.int().min(500).max(50_000).default(4_000),
      udp: z.boolean().default(true),
      tcp: z.boolean().default(true),
    })
    .prefault({}),
  /** Logs, keys, and what the store keeps. */
  data: z.strictObject({ folder: path.default('./data'), ...storeSettings }).prefault({}),
  class: z
    .strictObject({
      capacityMax: z.int().min(limits.capacity.least).max(limits.capacity.most).default(limits.capacity.most),
      /** How long a class waits, locked, for a host who disappeared. */
      hostGraceSeconds: z.int().min(5).max(3_600).default(120),
      /** How long a cut connection keeps its seat. */
      seatGraceSeconds: z.int().min(5).max(3_600).default(60),
      /** How long somebody may wait in the lobby. */
      lobbySeconds: z.int().min(60).max(7_200).default(900),
      maxHours: z.int().min(1).max(24).default(12),
      /** Files that are handed out are in memory until the class ends: one of them, and all of a class, in mebibytes. */
      fileMegabytes: count(32, 256),
      filesMegabytes: count(64, 4_096),
      /** A page before a class that runs opens its connection while one reads, so that the picture comes as soon as one enters. */
      earlyLine: z.boolean().default(true),
      /**
       * Whether hosts may make classes without end-to-end encryption, whose key the server keeps in clear. Without it, such
       * classes from before do not open. Standard: `true` in the profile `embedded`, `false` in the others, where it needs a reason.
       */
      allowUnencrypted: z.boolean().optional(),
    })
    .prefault({}),
  retention: z
    .strictObject({
      /** After a class was last used. */
      classDays: days(90, 365),
      /** After a host was last here. */
      hostSessionDays: days(30, 365),
      invitationHours: z.int().min(1).max(168).default(24),
      connectionLogDays: days(2, 31),
      auditLogDays: days(180, 366),
      /** The technical log, which holds nothing personal. */
      technicalLogDays: days(30, 366),
      /** Suspends every erasure from the store and the logs. Only for as long as a law or a court demands it. */
      legalHold: z.boolean().default(false),
    })
    .prefault({}),
  /** A whole school often shares one address: limits per address leave room for that. */
  limits: z
    .strictObject({
      /** Requests in a minute from one address to `/api`, but for those that prove a class's link. */
      requestsPerMinute: count(3_000, 1_000_000),
      /** Tickets in a minute for newcomers to one class from one address. Hosts and admitted people have their own share. */
      ticketsPerMinute: count(600, 1_000_000),
      /** Attempts in a minute, from one address, to use a one-time link or to open a host's vault. */
      signInsPerMinute: count(60, 10_000),
      /** Connections that have not entered a class yet, shared by class and address. All have shown a ticket. */
      pendingConnections: count(2_000, 100_000),
      classesPerHost: count(200, 100_000),
      /** Memory for the files of all classes together, in mebibytes. */
      filesMegabytes: count(512, 65_536),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      /** With it, /metrics answers to whoever sends it as a bearer token; without, to this machine only, and to nobody when `http.publicOrigin` is set. */
      token: z
        .string()
        .min(22)
        .regex(/^[\x21-\x7E]+$/, 'must be letters, digits and signs without spaces or accents')
        .meta({ secret: true })
        .optional(),
    })
    .prefault({}),
  /** How hosts sign in. */
  identity: z.strictObject(providerSettings).prefault({}),
  ...parties,
});

/** The effective configuration when nothing is set. */
export const standardSettings = shape.parse({});

type Fault = readonly [path: string, message: string];

/** A setting that protects people less than its standard needs a reason. */
const faultsOfReasons = (settings: z.infer<typeof shape>): Fault[] => [
  ...looseningsIn(settings, standardSettings)
    .filter(({ why }) => why === null)
    .map(({ setting, value, standard }): Fault => [
      setting,
      `is ${value}, which protects less than the standard ${standard}: say why, as "why": { "${setting}": "..." }`,
    ]),
  ...Object.keys(settings.why)
    .filter((setting) => !explainedSettings.includes(setting))
    .map((setting): Fault => ['why', `gives a reason for ${setting}, but only these need one: ${explainedSettings.join(', ')}`]),
];

/** What no single setting can tell. */
const faultsBetween = (settings: z.infer<typeof shape>): Fault[] => {
  const { profile, http, media } = settings;
  const faults: (Fault | false)[] = [
    !http.publicOrigin && !isLoopback(http.host) && ['http.publicOrigin', 'is needed when http.host is not this machine only'],
    !!http.publicOrigin?.startsWith('http:') &&
      !isLoopback(hostIn(http.publicOrigin)) && [
        'http.publicOrigin',
        'must be an https address: browsers give cameras to no other',
      ],
    ['0.0.0.0', '::'].includes(media.listenAddress) &&
      !media.announcedAddress && ['media.announcedAddress', `is needed when media.listenAddress is ${media.listenAddress}`],
    ...faultsOfMedia(settings),
    !media.udp && !media.tcp && ['media.udp', 'and media.tcp cannot both be false'],
    profile === 'saas' &&
      !http.publicOrigin?.startsWith('https:') && ['http.publicOrigin', 'must be an https address in the saas profile'],
    ...(profile === 'saas' ? missingSettings(settings).map(({ path, setting }): Fault => [path, askedFor[setting]]) : []),
    ...faultsOfTransfers(settings),
    ...faultsOfReasons(settings),
  ];
  return faults.filter((fault) => fault !== false);
};

/** The schema of `config/` and of the `ARDOISE_...` variables. */
export const configSchema = shape.superRefine((config, context) => {
  for (const [at, message] of faultsBetween(config)) context.addIssue({ code: 'custom', path: at.split('.'), message });
});

/** What the profile says where nothing is set. */
const settled = (settings: z.infer<typeof shape>) => {
  const { allowUnencrypted = settings.profile === 'embedded' } = settings.class;
  return { ...settings, class: { ...settings.class, allowUnencrypted } };
};

type Frozen<T> = T extends readonly unknown[] ? Readonly<T> : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
/** The effective configuration, frozen. */
export type Config = Frozen<ReturnType<typeof settled>>;

const freeze = <T>(value: T): Frozen<T> => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value as Frozen<T>;
};

/**
 * Reads the configuration: the file's text, if there is one, then the environment's `ARDOISE_...` over it.
 * Throws `ConfigError`, whose message is one sentence for each fault.
 */
export const parseConfig = (text: string | null, env: Readonly<Record<string, string | undefined>> = {}): Config =>
  freeze(settled(readSettings(configSchema, text, env)));
