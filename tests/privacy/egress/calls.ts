import { createHook } from 'node:async_hooks';
import { isLoopback } from './addresses.ts';

type Call = { readonly type: string; readonly resource: { readonly address?: string; readonly hostname?: string } };

const calls: Readonly<Record<string, string>> = {
  TCPCONNECTWRAP: 'TCP connection to',
  GETADDRINFOREQWRAP: 'lookup of',
  QUERYWRAP: 'lookup of',
  // What a UDP socket sends at once is not seen here, and this process needs none.
  UDPWRAP: 'UDP socket',
};

/**
 * Watches this Node process, whatever library acts in it: `outside` gives every name it looked up, every address it connected to,
 * but for those of this machine, and whether it opened a UDP socket.
 */
export const watchCalls = (): Disposable & { outside(): string[] } => {
  const seen: Call[] = [];
  const hook = createHook({
    init: (_id, type, _trigger, resource) => void (type in calls && seen.push({ type, resource })),
  }).enable();
  return {
    outside: () => {
      const told = seen.flatMap(({ type, resource: { address, hostname } }) => {
        const to = address ?? hostname ?? '';
        return isLoopback(to) ? [] : [`${calls[type]} ${to}`.trim()];
      });
      return [...new Set(told)];
    },
    [Symbol.dispose]: () => void hook.disable(),
  };
};
