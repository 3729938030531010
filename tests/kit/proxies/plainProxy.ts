import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A reverse proxy as nginx is with nothing but `proxy_pass`: it speaks HTTP/1.0, asks for the server by the server's own name, and
 * leaves out the headers of the hop (RFC 9110, section 7.6.1), `Upgrade` among them, so that no WebSocket passes. `below`: only
 * what is asked below this path goes to the server, and all else is not found. `origin`: what the server is told that pages were opened at, as
 * where it is set up with the proxy's own address.
 */
export const plainProxy = async (
  port: number,
  below = '',
  origin?: string,
): Promise<AsyncDisposable & { readonly origin: string }> => {
  const hop = ['connection', 'upgrade', 'keep-alive', 'host'];
  const proxy = createServer((asked, answer) => {
    if (!asked.url?.startsWith(below)) return void answer.writeHead(404).end('Not Found');
    const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !hop.includes(name)));
    if (origin && asked.headers.origin) headers['origin'] = origin;
    const path = asked.url.slice(below.length) || '/';
    const passed = request({ port, host: '127.0.0.1', method: asked.method, path, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  // Without this, Node would cut off who asks for an upgrade: nginx answers them as it does all others.
  proxy.on('upgrade', (asked, socket) => {
    const headers = { ...(origin && { origin }), 'sec-websocket-protocol': asked.headers['sec-websocket-protocol'] ?? '' };
    const passed = request({ port, host: '127.0.0.1', path: asked.url, headers }, (given) => {
      socket.end(`HTTP/1.1 ${given.statusCode} \r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      given.resume();
    });
    passed.on('error', () => socket.destroy());
    socket.on('error', () => {});
    passed.end();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    origin: `http://localhost:${(proxy.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
    },
  };
};
