import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import ipaddr from 'ipaddr.js';
import { originOf, type OriginSettings } from '../config/origin.ts';

/** What limits count by: an IPv4 address, or the first 64 bits of an IPv6 one, which is one network; a home may have many. */
const countedAs = (address: string): string => {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6
    ? `${parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::`
    : parsed.toString();
};

/** What limits count a request by. */
export type AddressReader = (request: IncomingMessage) => string;

/** Reads where a request comes from, believing X-Forwarded-For from the named proxies only. */
export const addressReader = (trustedProxies: readonly string[]): AddressReader => {
  const trust = proxyAddr.compile([...trustedProxies]);
  return (request) => countedAs(request.socket.remoteAddress ? proxyAddr(request, trust) : '');
};

/** Whether a connection's own address is one of the named proxies. */
export const isTrusted = (trustedProxies: readonly string[]): ((address: string) => boolean) => {
  const trust = proxyAddr.compile([...trustedProxies]);
  return (address) => ipaddr.isValid(address) && trust(address, 0);
};

/** The share of a class that one address has. */
export const shareOf = (classId: string, address: string): string => `${classId} ${address}`;

/** Gives each address a mark, the same for as long as the process lives, from which nothing of it can be read. */
export const addressMarks = (): ((address: string) => string) => {
  const key = randomBytes(32);
  return (address) => createHmac('sha256', key).update(address).digest('base64url').slice(0, 22);
};

/**
 * True when the request was made on this machine. Behind a proxy there is no telling, as not each says whom it asks for: a server
 * that has a `publicOrigin` takes no request for a local one.
 */
export const isLocal = (request: IncomingMessage, { publicOrigin }: { readonly publicOrigin?: string | undefined }): boolean => {
  if (publicOrigin !== undefined) return false;
  const address = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'];
  return forwarded === undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
};

/**
 * Decides whether a request that changes something, or opens a socket, comes from a page of this server. Without
 * `publicOrigin` the server is reached on this machine only, under any of its own names. `refused`: told of each page of another.
 */
export const originGuard =
  (settings: OriginSettings, refused: () => void) =>
  (request: IncomingMessage): boolean => {
    const { origin } = request.headers;
    // What says no origin is no page.
    if (origin === undefined) return false;
    const allowed = isOurs(settings, origin, request.socket.localPort ?? settings.port);
    if (!allowed) refused();
    return allowed;
  };

const isOurs = ({ publicOrigin, host: own, tls }: OriginSettings, origin: string, port: number): boolean =>
  publicOrigin
    ? origin === publicOrigin
    : ['localhost', '127.0.0.1', '::1', own].some((host) => origin === originOf(tls !== undefined, host, port));
