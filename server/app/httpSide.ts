import { documentSource } from '../documents/facts/runningSource.ts';
import { servedDocuments } from '../documents/served.ts';
import { fileRoutes } from '../transport/http/class/files.ts';
import { classLinkRoutes } from '../transport/http/class/link.ts';
import { keyRoutes } from '../transport/http/class/keys.ts';
import { ownClassRoutes } from '../transport/http/class/own.ts';
import { reachRoutes } from '../transport/http/class/reach.ts';
import { ticketRoutes } from '../transport/http/class/tickets.ts';
import { accessRoutes } from '../transport/http/host/access.ts';
import { accountRoutes } from '../transport/http/host/account.ts';
import { leavingRoutes } from '../transport/http/host/leaving.ts';
import { signInRoutes } from '../transport/http/host/signIn.ts';
import { type HostCookie, openHostCookie } from '../transport/http/hostCookie.ts';
import { openRequestLimits, type RequestLimits } from '../transport/http/requestLimits.ts';
import type { Routes } from '../transport/http/routes.ts';
import { buildHttp } from '../transport/http/server.ts';
import { documentRoutes } from '../transport/http/service/documents.ts';
import { openMetrics } from '../transport/http/service/metrics.ts';
import { importMapHash, pageRoutes } from '../transport/http/service/pages.ts';
import { serviceRoutes } from '../transport/http/service/service.ts';
import { addressReader } from '../transport/network.ts';
import type { Core } from './core.ts';
import { openFileDesk } from './fileDesk.ts';
import { figuresOf } from './figures.ts';

const hour = 3_600_000;

export type HttpSideOptions = {
  /** Where the built client is. */
  readonly clientFolder: string;
  /** False while the server starts or stops. */
  readonly isReady: () => boolean;
  readonly originRefused: () => void;
  /** Signalling connections that are open now. */
  readonly connections: () => number;
};

const hostRoutes = (core: Core, cookie: HostCookie, limits: RequestLimits): Routes[] => {
  const { clock, held, directory: running } = core;
  const { log, erasing, store } = core.records;
  const { hosts, providers } = core.identity;
  const { accounts, sessions, classes } = store;
  return [
    leavingRoutes({ cookie, hosts, accounts, classes, running, erasing, clock, log }),
    signInRoutes({ cookie, hosts, providers, limits, clock, log }),
    accessRoutes({ cookie, accounts, sessions, clock, log }),
    accountRoutes({ cookie, accounts, classes, running, erasing, held, clock, log }),
  ];
};

const classRoutes = (core: Core, cookie: HostCookie, limits: RequestLimits): Routes[] => {
  const { config, clock, directory: running, media } = core;
  const { log, erasing, store } = core.records;
  const { tickets, returnTokens, nonces } = core.identity;
  const { accounts, classes } = store;
  const most = { capacityMax: config.class.capacityMax, classesPerHost: config.limits.classesPerHost };
  const { allowUnencrypted } = config.class;
  const proof = { classes, running, nonces, allowUnencrypted, limits, clock, log };
  return [
    ownClassRoutes({ cookie, classes, accounts, limits, running, erasing, most, allowUnencrypted, clock, log }),
    classLinkRoutes({
      classes,
      accounts,
      running,
      nonces,
      router: media.capabilities,
      settings: config.class,
      limits,
      clock,
      log,
    }),
    keyRoutes({ cookie, classes, running, limits, clock, log }),
    ticketRoutes({ ...proof, tickets, returnTokens, returnLife: config.class.maxHours * hour }),
    fileRoutes({
      returnTokens,
      keysOf: (classId) => running.leaseOf(classId)?.keys ?? null,
      files: openFileDesk(running),
      limits,
      clock,
    }),
    reachRoutes({ ...proof, probe: (share) => media.probe(share) }),
  ];
};

/** The HTTP server with every route, each given what it uses. It listens to nothing yet. */
export const openHttpSide = (core: Core, { clientFolder, isReady, originRefused, connections }: HttpSideOptions) => {
  const { config, clock, census, rates, records } = core;
  const { log, erasing, key } = records;
  const secure = config.http.tls !== undefined || config.http.publicOrigin?.startsWith('https:') === true;
  const addressOf = addressReader(config.http.trustedProxies);
  const cookie = openHostCookie(core.identity.hosts, secure);
  const limits = openRequestLimits(rates, addressOf);
  const metrics = openMetrics(() => figuresOf(core, connections()));
  const documents = servedDocuments(documentSource(config, new Date(clock.now()).toISOString()));
  return buildHttp(
    {
      settings: config.http,
      secure,
      importMap: importMapHash(clientFolder),
      addressOf,
      originRefused,
      rates,
      metrics,
      census,
      log,
    },
    [
      ...hostRoutes(core, cookie, limits),
      ...classRoutes(core, cookie, limits),
      serviceRoutes({ settings: config, legalHold: erasing.legalHold, isReady, receiptKey: key.publicKey, metrics, clock }),
      documentRoutes(documents, config.language),
      pageRoutes(clientFolder),
    ],
  );
};
