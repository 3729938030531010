import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../../server/app/openApp.ts';
import { parseConfig } from '../../../server/config/schema.ts';
import { answer } from './child.ts';
import { watchUsage } from './usage.ts';

const noLimit = 100_000;

/** The server as it is, with one media worker, and limits that a single machine full of people does not meet. */
export const run = async (): Promise<void> => {
  const usage = watchUsage();
  await using building = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-bench-'));
  building.defer(() => rm(folder, { recursive: true, force: true }));
  const config = {
    http: { port: 0 },
    media: { portBase: 0, workers: 1 },
    data: { folder },
    limits: {
      requestsPerMinute: noLimit,
      ticketsPerMinute: noLimit,
      signInsPerMinute: 10_000,
      pendingConnections: noLimit,
      classesPerHost: noLimit,
    },
  };
  const app = await openApp({ config: parseConfig(JSON.stringify(config)) });
  building.defer(() => app.close());
  const { port } = await app.listen();
  const stack = building.move();
  answer({ start: () => ({ port, invitation: app.firstHostFragment?.replace('invite.', '') }), usage }, () =>
    stack.disposeAsync(),
  );
};
