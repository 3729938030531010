import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { once } from 'node:events';

/** An HTTP proxy on loopback, whose connections to the server come from `address`: a browser that is somewhere else. */
export const openProxy = async (address: string): Promise<AsyncDisposable & { readonly url: string }> => {
  const proxy = createServer((asked, answer) => {
    const { hostname, port, pathname, search } = new URL(asked.url ?? '');
    const to = { host: '127.0.0.1', port, path: pathname + search, method: asked.method ?? 'GET', headers: asked.headers };
    if (hostname !== 'localhost') return void answer.writeHead(502).end();
    const onward = request({ ...to, localAddress: address, agent: false }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  // WebSockets come by CONNECT.
  proxy.on('connect', (asked, socket, head) => {
    const port = Number(asked.url?.split(':').at(-1));
    const onward = connect({ host: '127.0.0.1', port, localAddress: address }, () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    onward.on('close', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};
