import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { launchChromium, stepMs, visit } from '../../kit/browser.ts';
import { admitAll, button, enterAs, gather, growing, inRoom, openPanel, turnOn } from '../../kit/lesson.ts';
import { freePort } from '../../../deploy/dev/freePort.mjs';
import { hasNginx, startNginx } from '../../kit/proxies/nginx.ts';
import { startServer, type TestServer } from '../../kit/server.ts';

/** What deploy/README.md has for nginx: the lines of its `location /`. */
const documented = async (port: number): Promise<string> => {
  const text = await readFile(new URL('../../../deploy/README.md', import.meta.url), 'utf8');
  const lines = /location \/ \{\n([\s\S]*?)\n *\}/.exec(text)?.[1];
  if (!lines) throw new Error('deploy/README.md has no lines for nginx');
  return lines.replaceAll('127.0.0.1:8443', `127.0.0.1:${port}`);
};

const plain = async (port: number) => `proxy_pass http://127.0.0.1:${port};`;

/** A server that is told of the address at which nginx answers, and both. */
const behindNginx = async (location: (port: number) => Promise<string>) => {
  await using stack = new AsyncDisposableStack();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = { http: { port: 0, publicOrigin: origin, trustedProxies: ['loopback'] } };
  const server: TestServer = stack.use(await startServer({ settings }));
  stack.use(await startNginx(port, await location(server.port)));
  const browser = await launchChromium();
  stack.defer(() => browser.close());
  const owned = stack.move();
  return { server, front: { ...server, origin }, browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
};

test.skipIf(!hasNginx)(
  'behind nginx as it is documented, a class meets, is seen and heard, and each has their own address (F5)',
  async () => {
    await using behind = await behindNginx(documented);
    const { teacher, arrive } = await gather(behind.browser, behind.front, { students: [] });
    const ines = await arrive('Inès');
    await admitAll(teacher, 1);
    await inRoom(ines);
    for (const person of [teacher, ines]) await turnOn(person, 'micro', 'caméra');
    await Promise.all([growing(teacher), growing(ines)]);
    await openPanel(teacher, 'Chat');
    expect(behind.server.log.some((line) => line.includes('socket.notPassed'))).toBe(false);
  },
);

test.skipIf(!hasNginx)(
  'behind nginx with nothing but proxy_pass, the page says what does not pass, and so does the log (F5)',
  async () => {
    await using behind = await behindNginx(plain);
    const ines = await visit(behind.browser);
    const { origin } = behind.front;
    await ines.page.goto(`${origin}/#${behind.server.app.firstHostFragment}`);
    await button(ines.page, 'Ouvrir la session').click();
    await ines.page.getByLabel('Titre de la classe').fill('Physique');
    await button(ines.page, 'Créer la classe').click();
    await ines.page.getByRole('link', { name: 'Commencer la classe' }).click();
    await button(ines.page, 'Vérifier le réseau').click();
    await ines.page.getByText('ne laisse pas passer les WebSockets : vous ne pourrez pas entrer').waitFor();
    await enterAs(ines, 'Mme Martin');
    const alert = ines.page.getByRole('alert').filter({ hasText: 'La connexion avec la classe ne passe pas' });
    await alert.waitFor();
    expect(await alert.innerText()).toContain('WebSocket');
    await expect.poll(() => behind.server.log.some((line) => line.includes('socket.notPassed')), { timeout: stepMs }).toBe(true);
  },
);
