import type { providers } from '../../server/identity/providers/registry.ts';
import { askHttp, signInFirstHost } from '../kit/client.ts';
import type { TestServer } from '../kit/server.ts';

const hour = 3_600_000;

/** What somebody sends who signs in, once. */
export type Attempt = {
  readonly path: string;
  readonly body: object;
  /** What of it nobody else may learn: it is in no file. */
  readonly secret: string;
};

export type TestedProvider = {
  /** The section `identity` with which it is on. */
  readonly settings: object;
  /** How long an attempt that nobody has made yet is good for, in milliseconds. */
  readonly lifetime: number;
  /** A way to make attempts, each for somebody else. `now`: the server's time. */
  prepare(server: TestServer, now: () => number): Promise<() => Promise<Attempt>>;
};

const link: TestedProvider = {
  settings: {},
  lifetime: 24 * hour,
  async prepare(server) {
    const cookie = await signInFirstHost(server);
    return async () => {
      const { body } = await askHttp<{ token: string }>(server, 'POST', '/api/invitations', { cookie, body: {} });
      return { path: '/api/session', body: { token: body.token }, secret: body.token };
    };
  },
};

/** Every registered provider must keep the promises: one that is not here does not compile. */
export const testedProviders: { readonly [N in keyof typeof providers]: TestedProvider } = { link };

/** The section `identity` with every provider on. */
export const everyIdentity: object = Object.assign({}, ...Object.values(testedProviders).map(({ settings }) => settings));
