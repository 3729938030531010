import { beforeAll, expect, test } from 'vitest';
import { askHttp } from '../kit/client.ts';
import { startServer, type TestServer } from '../kit/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  return () => server[Symbol.asyncDispose]();
});

const pages = ['/notice', '/notice/enfants', '/accessibilite'];
const languageOf = (html: string): string | undefined => /<html lang="(\w+)">/.exec(html)?.[1];
const ask = async (path: string, acceptLanguage?: string): Promise<string> => {
  const { status, body } = await askHttp<string>(server, 'GET', path, { headers: { 'accept-language': acceptLanguage ?? '*' } });
  expect(status, path).toBe(200);
  return body;
};

test('the notice, its version for children and the accessibility statement are pages that anybody can open', async () => {
  for (const path of pages) {
    const { status, headers, body } = await askHttp<string>(server, 'GET', path);
    expect(status, path).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.getSetCookie()).toEqual([]);
    expect(body).toMatch(/<h1>.+<\/h1>/);
  }
});

test.each([
  ['?lang=en', 'fr-FR,fr;q=0.9', 'en'],
  ['?lang=fr', 'en', 'fr'],
  ['?lang=xx', 'en-GB,en;q=0.8,fr;q=0.5', 'en'],
  ['?lang=fr&lang=en', 'en', 'en'],
  ['', 'de, fr;q=0.5, en;q=0.7', 'en'],
  ['', 'en;q=0, fr;q=0.1', 'fr'],
  ['', 'de', 'fr'],
  ['', ';;=,q=', 'fr'],
])('with "%s" and a browser in "%s" a document is in %s', async (query, browser, language) => {
  for (const path of pages) expect(languageOf(await ask(path + query, browser)), path).toBe(language);
});

test('without any wish the language is the one that the configuration names', async () => {
  await using english = await startServer({ settings: { language: 'en' } });
  const { body } = await askHttp<string>(english, 'GET', '/notice', { headers: { 'accept-language': 'de' } });
  expect(languageOf(body)).toBe('en');
});

test('the page before a class gets the first layer from the running server', async () => {
  const { headers, body } = await askHttp<{ language: string; sentences: string[]; links: { href: string }[] }>(
    server,
    'GET',
    '/api/notice?lang=en',
  );
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body.language).toBe('en');
  expect(body.sentences.length).toBeGreaterThan(2);
  for (const { href } of body.links) expect(languageOf(await ask(href)), href).toBe('en');
});

test('privacy.json says which configuration runs', async () => {
  const { headers, body } = await askHttp<{ configuration: { sha256: string; profile: string } }>(
    server,
    'GET',
    '/.well-known/privacy.json',
  );
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(body.configuration.profile).toBe('embedded');
  await using other = await startServer({ settings: { retention: { classDays: 30 } } });
  const { body: changed } = await askHttp<typeof body>(other, 'GET', '/.well-known/privacy.json');
  expect(changed.configuration.sha256).not.toBe(body.configuration.sha256);
});

test('every document that a served page leads to is served', async () => {
  for (const path of pages) {
    const html = await ask(path);
    const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, href]) => href?.replaceAll('&amp;', '&') ?? '');
    expect(links.length, path).toBeGreaterThan(1);
    for (const href of links) await ask(href);
  }
});
