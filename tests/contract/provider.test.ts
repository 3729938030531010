import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../server/config/schema.ts';
import { declarations } from '../../server/identity/providers/declarations.ts';
import type { ProviderRoute } from '../../server/identity/providers/port.ts';
import { providers, providersIn } from '../../server/identity/providers/registry.ts';
import { hashToken } from '../../server/identity/tokens.ts';
import { factsOf } from '../../server/documents/facts/facts.ts';
import { measuresOf } from '../../server/documents/measures.ts';
import { fullNotice } from '../../server/documents/notice.ts';
import { privacyJson } from '../../server/documents/privacyJson.ts';
import { controllerRegister } from '../../server/documents/register.ts';
import { Census, type MemoryKey } from '../../server/privacy/census.ts';
import { askHttp } from '../kit/client.ts';
import { testClock } from '../kit/clock.ts';
import { completeSettings, sourceOf } from '../kit/documents.ts';
import { bytesBelow, logLines, serverForTest } from '../kit/records.ts';
import type { TestServer, TestSettings } from '../kit/server.ts';
import { type Attempt, type TestedProvider, testedProviders } from './providers.ts';

type Name = keyof typeof testedProviders;
const languages = ['fr', 'en'] as const;

const scene = async ({ settings, prepare }: TestedProvider, more: TestSettings = {}) => {
  const clock = testClock();
  const server = await serverForTest({ clock, settings: { identity: settings as Record<string, unknown>, ...more } });
  return { clock, server, attempt: await prepare(server, () => clock.now()) };
};

/** Signs in, and gives the answer with the session's cookie. */
const signIn = async (server: TestServer, { path, body }: Attempt, cookie?: string, more: object = {}) => {
  const answer = await askHttp<{ code?: string }>(server, 'POST', path, {
    body: { ...body, ...more },
    ...(cookie && { cookie }),
  });
  const [given = ''] = answer.headers.getSetCookie();
  return { ...answer, cookie: given.split(';')[0] ?? '' };
};
const accountOf = (server: TestServer, cookie: string) => askHttp<{ code?: string }>(server, 'GET', '/api/classes', { cookie });
const refused = (status: number, code: string) => ({ status, body: { ok: false, code }, cookie: '' });

/** The requests that a provider answers, with nothing behind them. */
const routesOf = (name: Name): readonly ProviderRoute[] => {
  const config = parseConfig(JSON.stringify({ identity: testedProviders[name].settings }));
  const used = providersIn(config.identity).find((one) => one.name === name);
  const parts = { store: {} as never, retention: config.retention, clock: testClock(), census: new Census(), log: () => {} };
  using opened = used!.open(parts);
  return opened.routes;
};

test('no two providers answer the same request', () => {
  const all = (Object.keys(providers) as Name[]).flatMap((name) => routesOf(name).map(({ method, path }) => `${method} ${path}`));
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
});

describe.each(Object.keys(testedProviders) as Name[])('%s', (name) => {
  const tested = testedProviders[name];

  test('a sign-in gives a session of somebody who is nobody else, and is noted under a pseudonym', async () => {
    const { server, attempt } = await scene(tested);
    const before = logLines(server.folder, 'audit').filter(({ event }) => event === 'host.signedIn').length;
    const [one, two] = [await signIn(server, await attempt()), await signIn(server, await attempt())];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await accountOf(server, one.cookie)).status).toBe(200);
    const lines = logLines(server.folder, 'audit').filter(({ event }) => event === 'host.signedIn');
    expect(new Set(lines.map(({ account }) => account)).size).toBe(before + 2);
  });

  test('what signed somebody in once signs nobody in again, however many try at the same moment', async () => {
    const { server, attempt } = await scene(tested);
    const made = await attempt();
    const answers = await Promise.all(Array.from({ length: 6 }, () => signIn(server, made)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400, 400, 400, 400]);
    expect(await signIn(server, made)).toMatchObject(refused(400, 'ticket'));
  });

  test('what nobody used in time signs nobody in', async () => {
    const { server, clock, attempt } = await scene(tested);
    const [early, late] = [await attempt(), await attempt()];
    clock.advance(tested.lifetime - 1_000);
    expect((await signIn(server, early)).status).toBe(200);
    clock.advance(1_000);
    expect(await signIn(server, late)).toMatchObject(refused(400, 'ticket'));
  });

  test('what was altered signs nobody in, and says no more than that', async () => {
    const { server, attempt } = await scene(tested);
    const { path, body, secret } = await attempt();
    const altered = (by: (text: string) => string) => JSON.parse(JSON.stringify(body).replaceAll(secret, by)) as object;
    const swapped = altered((text) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1));
    expect(await signIn(server, { path, body: swapped, secret })).toMatchObject(refused(400, 'ticket'));
    for (const wrong of [altered(() => ''), altered((text) => text.slice(1)), {}, { ...body, more: 1 }]) {
      expect(await signIn(server, { path, body: wrong, secret })).toMatchObject({ status: 400, cookie: '' });
    }
    expect((await signIn(server, { path, body, secret })).status).toBe(200);
  });

  test('who tries too often from one address waits', async () => {
    const { server, clock, attempt } = await scene(tested, { limits: { signInsPerMinute: 4 } });
    const made = await attempt();
    const statuses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) statuses.push((await signIn(server, made)).status);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
    expect(await signIn(server, await attempt())).toMatchObject(refused(429, 'too-often'));
    clock.advance(60_000);
    expect((await signIn(server, await attempt())).status).toBe(200);
  });

  test('a browser that has a session keeps it, unless its person asked for the other one', async () => {
    const { server, attempt } = await scene(tested);
    const [mine, sent] = [await attempt(), await attempt()];
    const { cookie } = await signIn(server, mine);
    expect(await signIn(server, sent, cookie)).toMatchObject(refused(409, 'signed-in'));
    expect((await accountOf(server, cookie)).status).toBe(200);
    const other = await signIn(server, sent, cookie, { replace: true });
    expect([other.status, (await accountOf(server, other.cookie)).status]).toEqual([200, 200]);
    expect((await accountOf(server, cookie)).body).toMatchObject({ code: 'signed-out' });
  });

  test('another site’s page signs nobody in', async () => {
    const { server, attempt } = await scene(tested);
    const made = await attempt();
    for (const origin of ['https://elsewhere.example', 'null']) {
      const answer = await askHttp(server, 'POST', made.path, { body: made.body, headers: { origin } });
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    }
    expect((await signIn(server, made)).status).toBe(200);
  });

  test('after signing out nothing is left: not the session, not what led to it, in no file and not in memory', async () => {
    const { server, clock, attempt } = await scene(tested);
    const made = await attempt();
    const { cookie } = await signIn(server, made);
    const token = cookie.slice(cookie.indexOf('=') + 1);
    await askHttp(server, 'DELETE', '/api/session', { cookie });
    expect((await accountOf(server, cookie)).body).toMatchObject({ code: 'signed-out' });
    clock.advance(tested.lifetime);
    await server.app.store.settle();
    const written = bytesBelow(server.folder) + server.log.join('\n');
    for (const secret of [token, hashToken(token), made.secret, hashToken(made.secret)]) expect(written).not.toContain(secret);
    const held = server.app.census.count();
    expect(Object.keys(declarations[name].ledger).filter((item) => (held[item as MemoryKey] ?? 0) > 0)).toEqual([]);
  });

  test('each of its requests is refused where it does not fit, and to who has no session where it needs one', async () => {
    const { server } = await scene(tested);
    for (const { method, path, from, reads } of routesOf(name)) {
      const url = path.replace(/:\w+/, 'x');
      const { status, body } = await askHttp<{ code: string }>(server, method, url, reads === 'body' ? { body: { odd: 1 } } : {});
      const expected = from === 'host' ? [401, 'signed-out'] : reads === 'path' ? [404, 'not-found'] : [400, 'invalid'];
      expect([status, body.code], `${method} ${path}`).toEqual(expected);
    }
  });

  test('notice, register and the notice for machines name what it holds, how one signs in, and where anything goes', () => {
    const settings = { ...completeSettings, identity: tested.settings };
    const source = sourceOf(settings);
    const json = privacyJson(source);
    const used = providersIn(parseConfig(JSON.stringify(settings)).identity).find((one) => one.name === name)!;
    for (const destination of used.destinations) expect(json.sendsTo).toContainEqual(destination);
    for (const language of languages) {
      const { signIn: words, tells } = used.texts[language];
      const notice = JSON.stringify(fullNotice(source, language));
      const register = controllerRegister(source, language);
      const registered = register.processings.flatMap(({ data }) => data.map(({ key }) => key));
      for (const [item, { what }] of Object.entries(declarations[name].ledger)) {
        expect(registered).toContain(item);
        expect(json.data.map(({ key }) => key)).toContain(item);
        expect(notice).toContain(what[language]);
      }
      expect(words).not.toBe('');
      expect(JSON.stringify(measuresOf(factsOf(source, language)))).toContain(words);
      if (tells !== null) expect(notice).toContain(tells);
    }
    expect(used.texts.fr.signIn).not.toBe(used.texts.en.signIn);
  });

  test('with nothing set up it needs nothing, or is off: then nothing of it is in the documents', () => {
    const standard = providersIn(parseConfig('{}').identity);
    const used = standard.map((one) => one.name);
    const listed = Object.keys(sourceOf({}).ledger);
    const items = Object.keys(declarations[name].ledger);
    expect(items.filter((item) => listed.includes(item))).toEqual(used.includes(name) ? items : []);
    expect(standard.flatMap(({ destinations }) => destinations)).toEqual([]);
  });
});
