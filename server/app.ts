import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Clock } from './classroom/ports.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { Directory } from './directory.ts';
import { openNonces } from './identity/door.ts';
import { openHostSessions } from './identity/hostSessions.ts';
import { firstHost, providersIn } from './identity/providers/registry.ts';
import { openSeats, seatKeyIn } from './identity/seats.ts';
import { Tickets } from './identity/tickets.ts';
import { documentSource } from './evidence/source.ts';
import type { LogSink } from './log.ts';
import { bitrateLimits } from './media/bitrates.ts';
import { type MediaPool, openMedia } from './media/workers.ts';
import { mediaEvents } from './mediaEvents.ts';
import { nodes } from './nodes/registry.ts';
import { openingOf } from './opening.ts';
import { servedDocuments } from './privacy/documents/served.ts';
import { Census } from './privacy/hold.ts';
import type { PurgeClock } from './privacy/purgeClock.ts';
import { openOperatorActs } from './operatorActs.ts';
import { openRecords } from './records.ts';
import type { Store } from './store/ports/store.ts';
import type { HeldTerms } from './transport/held.ts';
import { buildHttp } from './transport/http.ts';
import { addressMarks, addressReader, originGuard, ownOrigin, shareOf } from './transport/network.ts';
import { Rates } from './transport/rates.ts';
import { openSession } from './transport/session.ts';
import { openSockets } from './transport/sockets.ts';

// Node puts small buffers side by side into blocks that outlive them: what was relayed would stay readable there.
Buffer.poolSize = 0;

const second = 1_000;
const hour = 3_600 * second;
const builtClient = fileURLToPath(new URL('../build/client', import.meta.url));

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
  /** At a start without any host: the fragment of the link that makes its opener the first one. Null later. */
  readonly firstHostFragment: string | null;
  readonly store: Store;
  readonly media: MediaPool;
  readonly directory: Directory;
  readonly census: Census;
  /** Erases what expires, by itself. */
  readonly purge: PurgeClock;
};

/** Builds every object once and plugs them together. What was built is closed again when a later one fails. */
export const openApp = async ({ config, clock = systemClock, sink, clientFolder = builtClient }: AppOptions): Promise<App> => {
  await using building = new AsyncDisposableStack();
  const records = building.use(await openRecords({ config, clock, sink }));
  const { log, store, erasing, purge } = records;
  const { listenAddress: listenIp, announcedAddress, workers, cameraKbps, screenKbps, ...ports } = config.media;
  const media = building.use(
    await openMedia({
      ...ports,
      listenIp,
      ...(announcedAddress && { announcedAddress }),
      ...(workers > 0 && { workers }),
      log: mediaEvents(log),
      clock,
      limits: bitrateLimits({ cameraKbps, screenKbps }),
    }),
  );
  const census = new Census();
  const tickets = building.use(new Tickets({ clock, census }));
  const seatKey = await seatKeyIn(records.secrets);
  const seats = openSeats(seatKey);
  const hosts = openHostSessions({ accounts: store.accounts, sessions: store.sessions, clock, retention: config.retention });
  const context = { store, retention: config.retention, clock, census, log };
  const providers = providersIn(config.identity).map((provider) => building.use(provider.open(context)));
  const firstHostFragment = await firstHost(providers, hosts);
  const directory: Directory = new Directory({
    nodes: nodes.single,
    media,
    clock,
    census,
    limits: {
      hostGrace: config.class.hostGraceSeconds * second,
      seatGrace: config.class.seatGraceSeconds * second,
      lobbyPatience: config.class.lobbySeconds * second,
      maxDuration: config.class.maxHours * hour,
      capacity: config.class.capacityMax,
      earlyLine: config.class.earlyLine,
    },
    find: (classId) => openingOf(classId, { records, seats, clock, config }),
    changed: (event, reason = 'ended') => {
      const open = directory.figures().classes;
      if (event === 'begun') log('class.opened', { open });
      else log('class.closed', { open, reason });
    },
  });
  building.use(
    await openOperatorActs({
      store,
      clock,
      log,
      noteErased: (counts) => erasing.note('host-removed', counts),
      endErased: (classId) => directory.endErased(classId),
    }),
  );
  const rates = building.use(new Rates({ clock, census, limits: config.limits }));
  const held: HeldTerms = {
    now: () => clock.now(),
    retention: config.retention,
    patience: config.class,
    counters: ({ id, classId, address }) => rates.count([address, shareOf(classId, address), id]),
  };
  const markOf = addressMarks();
  let ready = false;
  const http = buildHttp({
    config,
    classes: store.classes,
    erasing,
    accounts: store.accounts,
    sessions: store.sessions,
    providers,
    held,
    rates,
    hosts,
    tickets,
    seats,
    nonces: openNonces(seatKey),
    isOpen: (classId) => directory.isOpen(classId),
    recordOf: (classId) => directory.recordOf(classId),
    renewed: (classId, change) => directory.renewed(classId, change),
    heldIn: (classId) => directory.heldIn(classId),
    endErased: (classId) => directory.endErased(classId),
    isReady: () => ready,
    receiptKey: records.key.publicKey,
    figures: () => {
      const { classes, people } = directory.figures();
      const transports = media.load().reduce((sum, load) => sum + load.transports, 0);
      return [
        { name: 'classes', help: 'Classes that run now.', value: classes },
        { name: 'participants', help: 'People in classes and lobbies now.', value: people },
        { name: 'media_transports', help: 'WebRTC transports open now.', value: transports },
        { name: 'log_lines_lost', help: 'Log lines that no file took since the start.', value: log.lostLines() },
        { name: 'connections', help: 'Signalling connections open now.', value: sockets.figures().connections },
      ];
    },
    capabilities: media.capabilities,
    probe: (share) => media.probe(share),
    clock,
    census,
    log,
    documents: servedDocuments(documentSource(config, new Date(clock.now()).toISOString())),
    clientFolder,
  });
  building.defer(() => http.close());
  const sockets = openSockets({
    server: http.server,
    tickets,
    clock,
    census,
    log,
    limits: config.limits,
    originAllowed: originGuard(config.http),
    addressOf: addressReader(config.http.trustedProxies),
    openSession: (caller) => openSession({ directory, log, held, markOf }, caller),
  });
  building.defer(() => sockets.close());
  building.defer(() => directory.closeAll('stopping'));
  const owned = building.move();
  return {
    store,
    media,
    directory,
    census,
    purge,
    firstHostFragment,
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
    close: async () => {
      ready = false;
      await owned.disposeAsync();
    },
  };
};
