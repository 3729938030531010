import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { remainsSeconds } from '../../../server/privacy/remains.ts';
import { blindness, processesOf, remainsIn } from '../prove/rawMemory.ts';
import { type ServerProcess, startServerProcess } from '../prove/serverProcess.ts';

type Words = { readonly agent: string; readonly address: string; readonly token: string };

const startFresh = async (preload?: string): Promise<ServerProcess> => {
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-memory-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const server = await startServerProcess(folder, preload);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server;
};

/** Opens the first host's link, and the pages that one opens, as a browser with these words and this address would. */
const visitFrom = async ({ front: { origin } }: ServerProcess, { agent, address, token }: Words): Promise<void> => {
  const { port } = new URL(origin);
  const ask = async (method: string, path: string, body = ''): Promise<void> => {
    const headers = { origin, 'user-agent': `Mozilla/5.0 ${agent}`, 'content-type': 'application/json' };
    const asked = request({ host: '127.0.0.1', port, path, method, localAddress: address, agent: false, headers });
    asked.end(body);
    const [answer] = await once(asked, 'response');
    answer.resume();
    await once(answer, 'close');
  };
  for (let turn = 0; turn < 20; turn++) {
    await ask('GET', '/notice');
    await ask('GET', '/api/account');
  }
  await ask('POST', '/api/session', JSON.stringify({ token }));
};

const wordsFor = ({ front }: ServerProcess): Words => ({
  agent: `Canari/${randomBytes(6).toString('hex')}`,
  address: '127.77.0.42',
  token: front.app.firstHostFragment?.replace('invite.', '') ?? '',
});

const shownOf = async (server: ServerProcess, words: Words): Promise<string[]> => {
  const canaries = Object.entries(words).map(([item, text]) => ({ item, text }));
  const { remains } = await remainsIn(await processesOf(server.pid), canaries);
  return [...new Set(remains.map(({ canary, process }) => `${canary.item} in ${process}`))].toSorted();
};

/** The same, when the declared time has passed once more. */
const shownLater = async (server: ServerProcess, words: Words): Promise<string[]> => {
  await server.ask({ do: 'advance', ms: (remainsSeconds + 1) * 1_000 });
  return shownOf(server, words);
};

const looking = test.skipIf(blindness() !== null);

looking(
  'addresses and user agents are gone from raw memory within the declared time; a used link may stay, and opens nothing (A2.16)',
  async () => {
    const server = await startFresh();
    const words = wordsFor(server);
    await visitFrom(server, words);
    // So that it is known that the search sees.
    expect(await shownOf(server, words)).toContain('address in Node');
    // The last request's connection may still be closing: what it leaves then is wiped in its own time.
    const withoutLink = async () => (await shownLater(server, words)).filter((shown) => !shown.startsWith('token'));
    await expect.poll(withoutLink).toEqual([]);
    const again = await fetch(`${server.front.origin}/api/session`, {
      method: 'POST',
      headers: { origin: server.front.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token: words.token }),
    });
    expect(again.ok).toBe(false);
  },
);

looking('a remain that is planted is found after the declared time (A2.16)', async () => {
  const server = await startFresh(new URL('../prove/leaks.preload.ts', import.meta.url).pathname);
  const words = wordsFor(server);
  await visitFrom(server, words);
  for (let turn = 0; turn < 2; turn++) expect(await shownLater(server, words)).toContain('agent in Node');
});
