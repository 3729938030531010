import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { askHttp, getTicket, makeClass, randomBytes, signInFirstHost, standardSettings } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { startServer, type TestServerOptions } from '../kit/server.ts';

let clientFolder = '';
beforeAll(async () => {
  clientFolder = await mkdtemp(joinPath(tmpdir(), 'ardoise-client-'));
  await mkdir(joinPath(clientFolder, 'assets'));
  await writeFile(joinPath(clientFolder, 'index.html'), '<!doctype html><title>Ardoise</title>');
  await writeFile(joinPath(clientFolder, 'assets', 'main-1a2b.js'), 'plain');
  await writeFile(joinPath(clientFolder, 'assets', 'main-1a2b.js.br'), brotliCompressSync('compressed'));
  return () => rm(clientFolder, { recursive: true });
});

const server = async (options: TestServerOptions = {}) => {
  const started = await startServer({ clientFolder, ...options });
  onTestFinished(() => started[Symbol.asyncDispose]());
  return started;
};

test('every answer forbids what the page does not need, also a refusal and an unknown address', async () => {
  const started = await server();
  const script = '/assets/main-1a2b.js';
  for (const path of ['/', '/api/classes', '/nowhere', script, '/healthz']) {
    const { headers } = await askHttp(started, 'GET', path);
    // Only a document obeys these.
    if (path !== script) {
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('permissions-policy')).toContain('camera=(self)');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    for (const name of ['x-powered-by', 'server', 'set-cookie', 'strict-transport-security'])
      expect(headers.get(name)).toBeNull();
  }
});

test('a page is never kept, and a class page is listed neither by search engines nor in a browser’s history', async () => {
  const started = await server();
  const { body, status, headers } = await askHttp(started, 'GET', `/c/${randomBytes(16)}`);
  // What keeps it out of the history: see pageRoutes.ts.
  expect(status).toBe(404);
  expect(body).toContain('<title>Ardoise');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
});

test('files with their content in the name are kept for ever, and sent compressed', async () => {
  const started = await server();
  const path = '/assets/main-1a2b.js';
  const compressed = await askHttp(started, 'GET', path, { headers: { 'accept-encoding': 'br' } });
  expect(compressed.body).toBe('compressed');
  expect(compressed.headers.get('content-encoding')).toBe('br');
  expect(compressed.headers.get('cache-control')).toContain('immutable');
  expect((await askHttp(started, 'GET', path, { headers: { 'accept-encoding': 'identity' } })).body).toBe('plain');
});

test('a file outside the client’s folder is not served', async () => {
  const started = await server();
  for (const path of ['/..%2f..%2fetc/passwd', '/assets/..%2f..%2fpackage.json', '/.git/config', '/%00']) {
    expect((await askHttp(started, 'GET', path)).status).toBeGreaterThanOrEqual(400);
  }
});

test('people who mistype an address see a page, programs see a code', async () => {
  const started = await server();
  const page = await askHttp(started, 'GET', '/nowhere', { headers: { accept: 'text/html' } });
  expect([page.status, page.body]).toEqual([404, expect.stringContaining('<title>')]);
  expect(await askHttp(started, 'GET', '/api/nowhere', { headers: { accept: 'text/html' } })).toMatchObject({
    status: 404,
    body: { ok: false, code: 'not-found' },
  });
});

test('nothing is changed from another site’s page, nor from none', async () => {
  const started = await server();
  const made = await makeClass(started);
  for (const origin of ['https://elsewhere.example', 'null', started.origin.replace('http:', 'https:'), `${started.origin}0`]) {
    const answer = await askHttp(started, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie, headers: { origin } });
    expect(answer).toMatchObject({ status: 403, body: { ok: false, code: 'address' } });
  }
  expect((await fetch(`${started.origin}/api/classes/${made.id}/tickets`, { method: 'POST' })).status).toBe(403);
  expect((await askHttp(started, 'GET', `/api/classes/${made.id}`)).status).toBe(200);
});

test('a form of another site cannot be taken for JSON', async () => {
  const started = await server();
  const headers = { 'content-type': 'text/plain' };
  expect((await askHttp(started, 'POST', '/api/session', { body: {}, headers })).status).toBe(400);
});

test('the host’s cookie is out of reach of scripts and other sites', async () => {
  const started = await server({ clock: testClock() });
  const token = started.app.firstHostFragment?.replace('invite.', '');
  const { headers } = await askHttp(started, 'POST', '/api/session', { body: { token } });
  const cookie = headers.getSetCookie()[0]!;
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=2592000']) expect(cookie).toContain(part);
});

test('with https the cookie is bound to this host, and browsers stay with https', async () => {
  const origin = 'https://classes.example';
  const started = await server({ settings: { http: { publicOrigin: origin } } });
  const token = started.app.firstHostFragment?.replace('invite.', '');
  const local = { origin: `http://127.0.0.1:${started.port}` };
  const { headers } = await askHttp(local, 'POST', '/api/session', { body: { token }, headers: { origin } });
  expect(headers.getSetCookie()[0]).toMatch(/^__Host-ardoise=[\w-]{22}; .*Secure/);
  expect(headers.get('strict-transport-security')).toContain('max-age');
  expect((await askHttp(local, 'POST', '/api/session', { body: { token } })).status).toBe(403);
});

test('the one-time link is used once; signing out ends the session', async () => {
  const started = await server();
  const cookie = await signInFirstHost(started);
  await expect(signInFirstHost(started)).rejects.toThrow();
  expect((await askHttp(started, 'GET', '/api/classes', { cookie })).body).toEqual({ classes: [], allowUnencrypted: true });
  const out = await askHttp(started, 'DELETE', '/api/session', { cookie });
  expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
  expect(await askHttp(started, 'GET', '/api/classes', { cookie })).toMatchObject({ status: 401, body: { code: 'signed-out' } });
});

test('a host invites a colleague, who makes classes of their own and sees no other', async () => {
  const started = await server();
  const mine = await makeClass(started);
  const invite = (body: object) => askHttp<{ token: string }>(started, 'POST', '/api/invitations', { body, cookie: mine.cookie });
  const classesOf = async (token: string) => {
    const { headers } = await askHttp(started, 'POST', '/api/session', { body: { token } });
    const { body } = await askHttp<{ classes: { id: string }[] }>(started, 'GET', '/api/classes', {
      cookie: headers.getSetCookie()[0],
    });
    return body.classes.map(({ id }) => id);
  };
  expect(await classesOf((await invite({})).body.token)).toEqual([]);
  expect(await classesOf((await invite({ ownDevice: true })).body.token)).toEqual([mine.id]);
});

test('only a signed-in host makes a class, within what the server allows', async () => {
  const started = await server({ settings: { class: { capacityMax: 10 }, limits: { classesPerHost: 1 } } });
  await expect(makeClass(started, { cookie: 'ardoise=nonsense' })).rejects.toThrow('401');
  const cookie = await signInFirstHost(started);
  await expect(makeClass(started, { cookie })).rejects.toThrow('400');
  await makeClass(started, { cookie, settings: { capacity: 10 } });
  await expect(makeClass(started, { cookie, settings: { capacity: 10 } })).rejects.toThrow('403');
});

test('only who made a class erases it, and then its link leads nowhere', async () => {
  const started = await server();
  const made = await makeClass(started);
  const { body } = await askHttp<{ token: string }>(started, 'POST', '/api/invitations', { body: {}, cookie: made.cookie });
  const colleague = await askHttp(started, 'POST', '/api/session', { body });
  expect(colleague.status).toBe(400);
  const signedIn = await askHttp(started, 'POST', '/api/session', { body: { token: body.token } });
  const other = signedIn.headers.getSetCookie()[0]!;
  expect((await askHttp(started, 'DELETE', `/api/classes/${made.id}`, { cookie: other })).status).toBe(403);
  expect((await askHttp(started, 'DELETE', `/api/classes/${made.id}`, { cookie: made.cookie })).status).toBe(200);
  await expect(getTicket(started, made.id)).rejects.toThrow('404');
});

test('before joining one reads the sealed charter and nothing of the host', async () => {
  const started = await server();
  const made = await makeClass(started);
  const { body } = await askHttp<object>(started, 'GET', `/api/classes/${made.id}`);
  expect(Object.keys(body).toSorted()).toEqual(['capacity', 'charter', 'early', 'id', 'nonce', 'open', 'router']);
  expect(body).toMatchObject({ id: made.id, capacity: standardSettings.capacity, open: false });
});

test('a student who leaves leaves nothing in the browser; a host keeps the class links', async () => {
  const started = await server();
  const cookie = await signInFirstHost(started);
  const cleared = async (of?: string) =>
    (await askHttp(started, 'POST', '/api/leave', { cookie: of })).headers.get('clear-site-data');
  expect(await cleared()).toBe('"cache", "storage"');
  expect(await cleared('ardoise=nonsense')).toBe('"cache", "storage"');
  expect(await cleared(cookie)).toBe('"cache"');
});

test('one address asks so much in a minute, and anew in the next', async () => {
  const clock = testClock();
  const started = await server({ clock, settings: { limits: { signInsPerMinute: 2 } } });
  const statuses = async () => {
    const token = randomBytes(16);
    return (await askHttp(started, 'POST', '/api/session', { body: { token } })).status;
  };
  expect([await statuses(), await statuses(), await statuses()]).toEqual([400, 400, 429]);
  clock.advance(60_000);
  expect(await statuses()).toBe(400);
});

test('X-Forwarded-For is believed from a named proxy only', async () => {
  const limits = { signInsPerMinute: 1 };
  const statuses = async (started: { origin: string }) => {
    const from = async (address: string) =>
      (
        await askHttp(started, 'POST', '/api/session', {
          body: { token: randomBytes(16) },
          headers: { 'x-forwarded-for': address },
        })
      ).status;
    return [await from('192.0.2.1'), await from('192.0.2.2'), await from('192.0.2.1')];
  };
  expect(await statuses(await server({ settings: { limits } }))).toEqual([400, 429, 429]);
  expect(await statuses(await server({ settings: { limits, http: { trustedProxies: ['loopback'] } } }))).toEqual([400, 400, 429]);
});

test('figures are for this machine, or for whoever has the token', async () => {
  const local = await server();
  expect((await askHttp(local, 'GET', '/metrics')).body).toContain('ardoise_classes 0');
  expect((await askHttp(local, 'GET', '/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(404);
  // A proxy on the same machine may add no header: whoever asks through it must not pass for local.
  const behindProxy = await server({ settings: { http: { publicOrigin: 'https://classes.example.fr' } } });
  const own = { origin: `http://127.0.0.1:${behindProxy.port}` };
  expect((await askHttp(own, 'GET', '/metrics')).status).toBe(404);
  const token = 'a-token-of-many-letters';
  const guarded = await server({ settings: { metrics: { token } } });
  expect((await askHttp(guarded, 'GET', '/metrics')).status).toBe(404);
  expect((await askHttp(guarded, 'GET', '/metrics', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test('no figure names a class, a person or an address', async () => {
  const started = await server();
  const made = await makeClass(started);
  const who = await getTicket(started, made.id);
  const { body } = await askHttp<string>(started, 'GET', '/metrics');
  expect(body).toContain('ardoise_http_requests_total{route="api.classes.id.tickets",status="200"} 1');
  for (const secret of [made.id, who.id, '127.0.0.1']) expect(body).not.toContain(secret);
  expect(started.log.join('')).not.toContain(made.id);
});

test('the server says that it is ready, until it announces its stop', async () => {
  const started = await server();
  const status = async (path: string) => (await askHttp(started, 'GET', path)).status;
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
  started.app.announceStop(0);
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503]);
});

test('security.txt says where to report, when the operator has said it', async () => {
  expect((await askHttp(await server(), 'GET', '/.well-known/security.txt')).status).toBe(404);
  const settings = { operator: { securityContact: 'mailto:security@school.example' } };
  const { body } = await askHttp<string>(await server({ settings }), 'GET', '/.well-known/security.txt');
  expect(body).toMatch(/^Contact: mailto:security@school\.example\nExpires: \d{4}-/);
});

test('a body that is too long, broken or of the wrong kind is refused with a code', async () => {
  const started = await server();
  const raw = (text: string) =>
    fetch(`${started.origin}/api/session`, {
      method: 'POST',
      headers: { origin: started.origin, 'content-type': 'application/json' },
      body: text,
    }).then(async (response) => [response.status, await response.json()]);
  expect(await raw(`"${'x'.repeat(30_000)}"`)).toEqual([413, { ok: false, code: 'too-large' }]);
  for (const text of ['{', '[]', '{"token":1}', '{"__proto__":{"a":1}}', '']) {
    expect(await raw(text)).toEqual([400, { ok: false, code: 'invalid' }]);
  }
});

test('a request that is no HTTP ends without an answer of ours, and the server stays', async () => {
  const started = await server();
  await new Promise((resolve) => {
    const odd = request({
      port: started.port,
      host: '127.0.0.1',
      path: '/',
      method: 'GET',
      headers: { 'x-long': 'x'.repeat(100_000) },
    });
    odd.on('response', resolve).on('error', resolve).end();
  });
  expect((await askHttp(started, 'GET', '/healthz')).status).toBe(200);
});
