import { readFile } from 'node:fs/promises';
import { isLoopback } from './addresses.ts';

type Params = {
  readonly url?: string;
  readonly initiator?: string;
  readonly host?: string;
  readonly hostname?: string;
  readonly address?: string;
};
type Event = { readonly type: number; readonly source: { readonly id: number }; readonly params?: Params };
type NetLog = {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly Event[];
};

/** Where Chromium turns to by itself, whatever page is open: its updates, its accounts, its models, its help with forms. */
const ownServices = [
  'accounts.google.com',
  'content-autofill.googleapis.com',
  'optimizationguide-pa.googleapis.com',
  'update.googleapis.com',
];
const notFound = '~notfound';

/**
 * Flags with which Chromium writes down every request, lookup and socket of all its pages and of its own. Its own services do not
 * exist for it: what it still sends, a page has caused.
 */
export const watchedFlags = (path: string): string[] => [
  `--log-net-log=${path}`,
  `--host-resolver-rules=${ownServices.map((name) => `MAP ${name} ${notFound.toUpperCase()}`).join(', ')}`,
];

/** The host of `1.2.3.4:5`, `[::1]:5`, `https://name` or `name.`. */
const hostOf = (address: string): string =>
  address
    .replace(/^\w+:\/\//, '')
    .replace(/(:\d+|\.)$/, '')
    .replaceAll(/[[\]]/g, '');

/** True of a request that Chromium makes of its own accord: those of pages name the origin that made them. */
const isOwn = (url: URL, initiator = ''): boolean => initiator === 'not an origin' && ownServices.includes(url.host);

/** Everything in a Chromium network log that was asked of, looked up for or sent to anybody but `origin` and this machine. */
export const outsideOf = async (path: string, origin: string): Promise<string[]> => {
  const { constants, events } = JSON.parse(await readFile(path, 'utf8')) as NetLog;
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, type]) => [type, name]));
  const server = new URL(origin);
  const peers = new Map<number, string>();
  const outside = new Set<string>();
  const note = (what: string, address: string | undefined): void => {
    if (address === undefined) return;
    const host = hostOf(address);
    if (!isLoopback(host) && ![server.hostname, notFound, ...ownServices].includes(host)) outside.add(`${what} ${host}`);
  };
  const lookup = ({ host, hostname }: Params): void => note('lookup of', host ?? hostname);
  const readers: Readonly<Record<string, (params: Params, source: number) => void>> = {
    URL_REQUEST_START_JOB({ url = '', initiator }) {
      if (!/^(https?|wss?):/.test(url)) return;
      const to = new URL(url);
      if (to.host !== server.host && !isOwn(to, initiator)) outside.add(`request to ${to.host}`);
    },
    HOST_RESOLVER_MANAGER_REQUEST: lookup,
    HOST_RESOLVER_SYSTEM_TASK: lookup,
    DNS_TRANSACTION: lookup,
    TCP_CONNECT_ATTEMPT: ({ address }) => note('TCP connection to', address),
    // Connecting a UDP socket sends nothing: Chromium does it to learn which route there is.
    UDP_CONNECT: ({ address }, source) => void (address !== undefined && peers.set(source, address)),
    UDP_BYTES_SENT: ({ address }, source) => note('UDP packet to', address ?? peers.get(source) ?? 'unknown'),
  };
  for (const { type, source, params } of events) if (params) readers[names.get(type) ?? '']?.(params, source.id);
  return [...outside];
};
