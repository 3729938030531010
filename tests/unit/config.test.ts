import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configSchema, parseConfig } from '../../server/config/schema.ts';
import { leavesOf, printable, variableOf } from '../../server/config/source.ts';

const faultOf = (text: string | null, env: Record<string, string> = {}): string => {
  try {
    parseConfig(text, env);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

test('the standard configuration is open to this machine only and holds the shortest lifetimes', () => {
  const config = parseConfig(null);
  expect(config.http.host).toBe('127.0.0.1');
  expect(config.media.listenAddress).toBe('127.0.0.1');
  expect(config.retention).toMatchObject({ classDays: 90, connectionLogDays: 2, auditLogDays: 180 });
});

test('the example says every standard value as it is', () => {
  const example = parseConfig(readFileSync(new URL('../../config/ardoise.example.jsonc', import.meta.url), 'utf8'));
  expect(example).toEqual(parseConfig(null));
});

test('the example names every setting', () => {
  const example = readFileSync(new URL('../../config/ardoise.example.jsonc', import.meta.url), 'utf8');
  const unnamed = leavesOf(configSchema).filter(({ path }) => !example.includes(`"${path.at(-1)}"`));
  expect(unnamed.map(({ path }) => path.join('.'))).toEqual([]);
});

test('an unknown key is refused with its path and the nearest known name', () => {
  expect(faultOf('{ "http": { "prot": 80 } }')).toContain('http.prot is not a setting. The nearest known name is http.port.');
});

test('an unknown variable is refused with the nearest known one', () => {
  expect(faultOf(null, { ARDOISE_HTTP_PROT: '80' })).toContain(
    'ARDOISE_HTTP_PROT is not a setting. The nearest known name is ARDOISE_HTTP_PORT.',
  );
});

test('every setting has its own variable', () => {
  const names = leavesOf(configSchema).map(({ path }) => variableOf(path));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('ARDOISE_MEDIA_PORT_BASE');
  expect(names).toContain('ARDOISE_HTTP_TLS_CERT');
});

test('a variable wins over the file, as number, boolean, list or text', () => {
  const config = parseConfig('{ "http": { "port": 1 }, "language": "fr" }', {
    ARDOISE_HTTP_PORT: '2',
    ARDOISE_MEDIA_UDP: 'false',
    ARDOISE_HTTP_TRUSTED_PROXIES: 'loopback, 10.0.0.1',
    ARDOISE_LANGUAGE: 'en',
    ARDOISE_HTTP_TLS_CERT: 'a.pem',
    ARDOISE_HTTP_TLS_KEY: 'b.pem',
  });
  expect(config.http).toMatchObject({ port: 2, trustedProxies: ['loopback', '10.0.0.1'], tls: { cert: 'a.pem', key: 'b.pem' } });
  expect(config.media.udp).toBe(false);
  expect(config.language).toBe('en');
});

test.each([
  ['a port that is no number', null, { ARDOISE_HTTP_PORT: 'eighty' }, 'http.port'],
  ['an empty port', null, { ARDOISE_HTTP_PORT: '' }, 'http.port'],
  ['addresses kept longer than a month', '{ "retention": { "connectionLogDays": 32 } }', {}, 'retention.connectionLogDays'],
  ['classes kept longer than a year', '{ "retention": { "classDays": 366 } }', {}, 'retention.classDays'],
  ['a public host without its address', '{ "http": { "host": "0.0.0.0" } }', {}, 'http.publicOrigin is needed'],
  [
    'media on every address without the one to announce',
    '{ "media": { "listenAddress": "0.0.0.0" } }',
    {},
    'media.announcedAddress is needed',
  ],
  ['no way for media', '{ "media": { "udp": false, "tcp": false } }', {}, 'media.udp'],
  ['saas without an operator', '{ "profile": "saas" }', {}, 'operator.name is missing'],
  ['a certificate without a key', '{ "http": { "tls": { "cert": "a" } } }', {}, 'http.tls.key'],
  [
    'a public origin with a path',
    '{ "http": { "publicOrigin": "https://a.example/b" } }',
    {},
    'http.publicOrigin must be an origin',
  ],
  ['a file that is not JSON', '{ "http": }', {}, 'on line 1'],
  ['a file that is a list', '[]', {}, 'one object'],
] as const)('%s is refused and said', (_what, text, env, sentence) => {
  expect(faultOf(text, env)).toContain(sentence);
});

test('every fault is said at once, each on its line', () => {
  expect(faultOf('{ "a": 1, "http": { "port": -1 } }', { ARDOISE_B: '1' }).split('\n')).toHaveLength(3);
});

test('nobody can change the configuration afterwards', () => {
  const config = parseConfig(null);
  expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
});

test('secrets are masked when the configuration is printed', () => {
  const token = 'a-secret-of-many-letters';
  const config = parseConfig(null, { ARDOISE_METRICS_TOKEN: token });
  expect(printable(configSchema, config)).not.toContain(token);
  expect(printable(configSchema, config)).toContain('(masked)');
  expect(config.metrics.token).toBe(token);
});
