import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Census } from '../../privacy/census.ts';
import { isTrusted } from '../network.ts';

/** Connections from one address, at a time, that have asked for nothing yet. A whole school asks within milliseconds. */
const silentMax = 256;

/**
 * Bounds what connections cost that say nothing: of more from one address, the oldest is cut. Those who speak are never
 * counted, so nobody shuts others out who share an address. A trusted proxy bounds its own. Disposing cuts all that are left,
 * for which a server that closes would wait.
 */
export const boundSilence = (
  server: Server,
  { census, trustedProxies }: { readonly census: Census; readonly trustedProxies: readonly string[] },
): Disposable => {
  /** By address and then by port, oldest first: over TLS a request has another socket than its connection. */
  const silent = new Map<string, Map<number, Socket>>();
  const trusted = isTrusted(trustedProxies);
  const holder = { held: () => ({ address: silent.values().reduce((sum, sockets) => sum + sockets.size, 0) }) };
  census.enter(holder);

  const forget = (address: string, port: number): void => {
    const sockets = silent.get(address);
    if (sockets?.delete(port) && sockets.size === 0) silent.delete(address);
  };
  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address = '', remotePort: port = 0 } = socket;
    if (trusted(address)) return;
    const sockets = silent.get(address) ?? new Map<number, Socket>();
    silent.set(address, sockets.set(port, socket));
    socket.once('close', () => forget(address, port));
    if (sockets.size <= silentMax) return;
    for (const [oldestPort, oldest] of sockets.entries().take(1)) {
      forget(address, oldestPort);
      oldest.destroy();
    }
  });
  const speaks = ({ socket }: IncomingMessage): void => forget(socket.remoteAddress ?? '', socket.remotePort ?? 0);
  server.prependListener('request', speaks);
  server.prependListener('upgrade', speaks);
  return {
    [Symbol.dispose]: () => {
      for (const sockets of silent.values()) for (const socket of sockets.values()) socket.destroy();
      census.leave(holder);
    },
  };
};
