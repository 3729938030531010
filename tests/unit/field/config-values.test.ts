import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runningConfig } from '../../../server/config/running.ts';
import { parseConfig } from '../../../server/config/schema.ts';

const said = (settings: object): string => {
  try {
    parseConfig(JSON.stringify({ media: { workers: 1 }, ...settings }));
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

const origin = 'https://classes.example.fr';
const publicMedia = (announcedAddress: string) => ({ media: { listenAddress: '0.0.0.0', announcedAddress, workers: 1 } });

test.each([
  ['a URL', publicMedia('https://classes.example.fr'), 'media.announcedAddress must be', 'without https://'],
  ['a port', publicMedia('203.0.113.7:44400'), 'media.announcedAddress must be', 'without a port'],
  ['a name with a port', publicMedia('classes.example.fr:443'), 'media.announcedAddress must be', 'without a port'],
  ['brackets', publicMedia('[2001:db8::1]'), 'media.announcedAddress must be', 'without brackets'],
  ['a range', publicMedia('203.0.113.0/24'), 'media.announcedAddress must be', 'slash'],
  ['every address', publicMedia('0.0.0.0'), 'media.announcedAddress must be', '203.0.113.7'],
  ['every address of IPv6', publicMedia('::'), 'media.announcedAddress must be', '203.0.113.7'],
  ['no address', publicMedia('192.168.1.300'), 'media.announcedAddress must be', '192.168.1.300'],
  ['two addresses', publicMedia('203.0.113.7, 10.0.0.1'), 'media.announcedAddress must be', 'without spaces'],
  ['nothing', publicMedia(''), 'media.announcedAddress must be', ''],
  [
    'an address of this machine only, where others come',
    { http: { publicOrigin: origin }, ...publicMedia('127.0.0.1') },
    'media.announcedAddress is 127.0.0.1, which only this machine reaches',
    '',
  ],
  ['a name to listen on', { media: { listenAddress: 'localhost', workers: 1 } }, 'media.listenAddress must be', 'IP address'],
  ['a listening address with a port', { media: { listenAddress: '0.0.0.0:44400' } }, 'media.listenAddress must be', 'a port'],
  ['a path', { http: { publicOrigin: `${origin}/ardoise/` } }, origin, 'cannot be served below /ardoise/'],
  ['a slash at the end', { http: { publicOrigin: `${origin}/` } }, `an origin such as ${origin}, not`, ''],
  ['no https', { http: { publicOrigin: 'classes.example.fr' } }, `an origin such as ${origin}, not`, ''],
  ['the usual port', { http: { publicOrigin: `${origin}:443` } }, `an origin such as ${origin}, not`, ''],
  ['capitals', { http: { publicOrigin: 'https://Classes.Example.fr' } }, `an origin such as ${origin}, not`, ''],
  ['accents', { http: { publicOrigin: 'https://école.example' } }, 'an origin such as https://xn--cole-9oa.example', ''],
  ['another scheme', { http: { publicOrigin: 'wss://classes.example.fr' } }, 'http.publicOrigin must be', ''],
  ['an address of nobody', { http: { publicOrigin: 'https://0.0.0.0' } }, 'http.publicOrigin must be', 'no browser reaches'],
  ['a host with a port', { http: { host: '0.0.0.0:80', publicOrigin: origin } }, 'http.host must be', 'without a port'],
  ['a host with its scheme', { http: { host: 'http://localhost' } }, 'http.host must be', 'without http://'],
  ['a star', { http: { host: '*', publicOrigin: origin } }, 'http.host must be', 'not "*"'],
  ['a proxy by its name', { http: { trustedProxies: ['nginx'] } }, 'http.trustedProxies.0 must be', '"nginx"'],
  ['a proxy with its port', { http: { trustedProxies: ['10.0.0.5:80'] } }, 'http.trustedProxies.0 must be', ''],
  ['everybody as a proxy', { http: { trustedProxies: ['0.0.0.0/0'] } }, 'http.trustedProxies.0 must not be everybody', ''],
  ['a range too wide', { http: { trustedProxies: ['10.0.0.0/33'] } }, 'http.trustedProxies.0 must be', ''],
  ['a folder at home', { data: { folder: '~/ardoise' } }, 'data.folder must be written in full', '~'],
  ['a folder by a variable', { data: { folder: '$HOME/ardoise' } }, 'data.folder must be written in full', ''],
  ['a certificate at home', { http: { tls: { cert: '~/a.pem', key: 'b.pem' } } }, 'http.tls.cert must be written in full', ''],
  [
    'a bare mail address',
    { operator: { securityContact: 'security@example.fr' } },
    'operator.securityContact must be an address such as mailto:security@example.fr',
    '',
  ],
  ['a token with a space', { metrics: { token: 'a token of more than 22 signs' } }, 'metrics.token must be', 'spaces'],
  [
    'ports that do not exist',
    { media: { portBase: 65_535, workers: 4 } },
    'media.portBase leaves no room for 4 workers',
    '65532',
  ],
  ['one port twice', { http: { port: 44_401 }, media: { workers: 4 } }, 'ports 44400 to 44403, of which http.port is one', ''],
])('%s is refused, with what to write (F18)', (_what, settings, sentence, more) => {
  expect(said(settings)).toContain(sentence);
  expect(said(settings)).toContain(more);
  expect(said(settings).split('\n')).toHaveLength(1);
});

test.each([
  publicMedia('203.0.113.7'),
  publicMedia('2001:db8::1'),
  publicMedia('media.classes.example.fr'),
  { http: { host: '::', publicOrigin: origin } },
  { http: { host: 'localhost', publicOrigin: 'http://localhost:8080' } },
  { http: { publicOrigin: 'https://[2001:db8::1]:8443' } },
  { http: { trustedProxies: ['loopback', '10.0.0.5', '10.0.0.0/8', '2001:db8::/32', '10.0.0.0/255.0.0.0'] } },
  { data: { folder: './data~old' } },
])('what is right is taken (F18)', (settings) => {
  expect(said(settings)).toBe('accepted');
});

const written = (bytes: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'ardoise-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ardoise.jsonc'), bytes);
  return join(folder, 'ardoise.jsonc');
};
const text = '{ "operator": { "name": "Collège" } }';

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with its mark', Buffer.from(`\u{feff}${text}`)],
  ['UTF-16 with its mark', Buffer.from(`\u{feff}${text}`, 'utf16le')],
  ['UTF-16, the other way round', Buffer.from(`\u{feff}${text}`, 'utf16le').swap16()],
])('a configuration file in %s is read (F18)', (_what, bytes) => {
  expect(runningConfig({ ARDOISE_CONFIG: written(bytes) }).operator.name).toBe('Collège');
});

test.each([
  ['another encoding', Buffer.from(text, 'latin1'), 'save it as UTF-8'],
  ['curly quotes', Buffer.from('{\n “language”: "fr" }'), 'on line 2: something stands there that is neither'],
  ['a path of Windows', Buffer.from('{ "data": { "folder": "C:\\data" } }'), 'a backslash in a text must be written twice'],
  ['a missing comma', Buffer.from('{ "http": {}\n "media": {} }'), 'a comma is missing before it'],
  ['a missing brace', Buffer.from('{ "http": {}'), 'a closing } is missing'],
])('%s in the file is said in words (F18)', (_what, bytes, sentence) => {
  expect(() => runningConfig({ ARDOISE_CONFIG: written(bytes) })).toThrow(sentence);
});

test.each([
  ['/nowhere/ardoise.jsonc', 'does not exist'],
  [tmpdir(), 'is a folder'],
])('a file that cannot be read is said with the reason: %s (F18)', (path, sentence) => {
  expect(() => runningConfig({ ARDOISE_CONFIG: path })).toThrow(sentence);
});
