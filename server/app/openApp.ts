import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../classroom/ports.ts';
import { ownOrigin } from '../config/origin.ts';
import type { Config } from '../config/schema.ts';
import { firstHost } from '../identity/providers/registry.ts';
import type { Log, LogSink } from '../logs/log.ts';
import { Tally } from '../logs/tally.ts';
import type { MediaPool } from '../media/workers.ts';
import type { Census } from '../privacy/census.ts';
import type { PurgeClock } from '../privacy/purgeClock.ts';
import { type Remains, openRemains, remainsSeconds } from '../privacy/remains.ts';
import type { Store } from '../store/ports/store.ts';
import { addressMarks, addressReader, originGuard } from '../transport/network.ts';
import { openSession } from '../transport/socket/session.ts';
import { openSockets } from '../transport/socket/sockets.ts';
import { systemClock } from './clock.ts';
import { openCore } from './core.ts';
import type { Directory } from './directory.ts';
import { openHttpSide } from './httpSide.ts';
import { builtClient } from './pages.ts';

// Node puts small buffers side by side into blocks that outlive them: what was relayed would stay readable there.
Buffer.poolSize = 0;

export type AppOptions = {
  readonly config: Config;
  readonly clock?: Clock;
  /** Takes the lines of the technical log instead of the standard output. */
  readonly sink?: LogSink;
  readonly clientFolder?: string;
};

/** The whole server. Nothing is reachable before `listen`; `close` ends everything and settles when it has. */
export type App = {
  listen(): Promise<{ readonly port: number; readonly origin: string }>;
  /** Says to everybody that the server will stop, and takes no new class. */
  announceStop(inSeconds: number): void;
  close(): Promise<void>;
  /** At a start without any host: the fragment of the link that makes its opener the first one; forgotten after ten minutes. Null later. */
  readonly firstHostFragment: string | null;
  readonly store: Store;
  readonly media: MediaPool;
  readonly directory: Directory;
  readonly census: Census;
  /** Erases what expires, by itself. */
  readonly purge: PurgeClock;
  /** Wipes freed memory, by itself. */
  readonly remains: Remains;
};

/** What people leave in memory begins with a request and ends with their connection. */
const noteLeft = (server: HttpServer, remains: Remains): void => {
  server.on('request', () => remains.left());
  server.on('connection', (socket: Socket) => void socket.once('close', () => remains.left()));
};

/** What goes wrong before anybody has a place, told to the operator as numbers. */
const openTallies = (clock: Clock, log: Log): Disposable & Readonly<Record<'originRefused' | 'notPassed', () => void>> => {
  const misplaced = new Tally(clock, (count) => log('origin.refused', { count }));
  const unpassed = new Tally(clock, (count) => log('socket.notPassed', { count }));
  return {
    originRefused: () => misplaced.add(),
    notPassed: () => unpassed.add(),
    [Symbol.dispose]: () => {
      misplaced[Symbol.dispose]();
      unpassed[Symbol.dispose]();
    },
  };
};

/** Builds every object once and plugs them together. What was built is closed again when a later one fails. */
export const openApp = async ({ config, clock = systemClock, sink, clientFolder = builtClient }: AppOptions): Promise<App> => {
  await using building = new AsyncDisposableStack();
  const core = building.use(await openCore({ config, clock, sink }));
  const { census, directory, held, identity, media } = core;
  const { log, store, purge } = core.records;
  // By a clock that has jumped every session looks as if it had ended: that makes nobody the first host.
  let firstHostFragment = purge.doubt ? null : await firstHost(identity.providers, identity.hosts);
  building.use(clock.after(remainsSeconds * 1_000, () => (firstHostFragment = null)));
  const remains = building.use(openRemains({ clock, failed: (fault) => log('remains.fault', { fault }) }));
  const markOf = addressMarks();
  const { originRefused, notPassed } = building.use(openTallies(clock, log));
  let ready = false;
  const http = openHttpSide(core, {
    clientFolder,
    isReady: () => ready,
    originRefused,
    connections: () => sockets.figures().connections,
  });
  building.defer(() => http.close());
  noteLeft(http.server, remains);
  const sockets = openSockets({
    server: http.server,
    notPassed,
    tickets: identity.tickets,
    clock,
    census,
    log,
    limits: config.limits,
    originAllowed: originGuard(config.http, originRefused),
    addressOf: addressReader(config.http.trustedProxies),
    openSession: (caller) => openSession({ directory, log, held, markOf }, caller),
  });
  building.defer(() => sockets.close());
  building.defer(() => directory.closeAll('stopping'));
  building.defer(() => void (ready = false));
  const owned = building.move();
  return {
    store,
    media,
    directory,
    census,
    purge,
    remains,
    get firstHostFragment() {
      return firstHostFragment;
    },
    listen: async () => {
      await http.listen({ host: config.http.host, port: config.http.port });
      const { port } = http.server.address() as AddressInfo;
      ready = true;
      log('server.started', { port });
      return { port, origin: ownOrigin(config.http, port) };
    },
    announceStop: (inSeconds) => {
      ready = false;
      log('server.stopping', { classes: directory.figures().classes });
      directory.announceStop(inSeconds);
    },
    close: () => owned.disposeAsync(),
  };
};
