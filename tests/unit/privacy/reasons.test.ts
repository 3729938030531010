import { expect, test } from 'vitest';
import { parseConfig, standardSettings } from '../../../server/config/schema.ts';
import { protectiveSettings } from '../../../server/config/loosening.ts';
import { askedFor, valueAt } from '../../../server/config/mandatory.ts';
import { completeSettings } from '../../kit/documents.ts';

const faultsOf = (settings: object, env: Record<string, string> = {}): string => {
  try {
    parseConfig(JSON.stringify(settings), env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
const withSetting = (path: string, value: unknown): Record<string, object> => {
  const [section = '', key = ''] = path.split('.');
  return { [section]: { [key]: value } };
};

test.each(protectiveSettings)('%s above its standard needs a reason', (setting) => {
  const standard = valueAt(standardSettings, setting);
  const longer = withSetting(setting, typeof standard === 'boolean' ? !standard : Number(standard) + 1);
  expect(faultsOf(longer)).toContain(`${setting} is `);
  expect(faultsOf(longer)).toContain(`"why": { "${setting}": "..." }`);
  expect(faultsOf({ ...longer, why: { [setting]: 'les classes servent toute l’année' } })).toBe('');
});

test('a setting that keeps less than the standard needs no reason', () => {
  expect(faultsOf({ retention: { classDays: 7, connectionLogDays: 1 } })).toBe('');
});

test('a reason of a word or two is none', () => {
  expect(faultsOf({ retention: { classDays: 100 }, why: { 'retention.classDays': 'oui' } })).not.toBe('');
});

test('a reason for what needs none is refused, with what may have one', () => {
  expect(faultsOf({ why: { 'http.port': 'parce que c’est ainsi' } })).toMatch(
    /gives a reason for http\.port.*retention\.classDays/,
  );
});

test('a reason and a list of sub-processors may be given by variables, as JSON', () => {
  const config = parseConfig('{ "retention": { "classDays": 100 } }', {
    ARDOISE_WHY: '{ "retention.classDays": "toute l’année scolaire" }',
    ARDOISE_SUB_PROCESSORS: '[{ "name": "A", "service": "courriel", "country": "DE" }]',
  });
  expect(config.why).toEqual({ 'retention.classDays': 'toute l’année scolaire' });
  expect(config.subProcessors).toEqual([{ name: 'A', service: 'courriel', country: 'DE' }]);
  expect(faultsOf({}, { ARDOISE_WHY: '{ broken' })).toContain('ARDOISE_WHY');
});

/** What every server of an operator needs; the others depend on the legal basis, or on whom it relies. */
const mandatorySettings = Object.keys(askedFor).filter((path) => !/^(subProcessor\..*|interest)$/.test(path));

test.each(mandatorySettings)('the saas profile does not start without %s', (missing) => {
  const settings = structuredClone({ ...completeSettings, profile: 'saas' }) as Record<string, unknown>;
  expect(faultsOf(settings)).toBe('');
  const path = missing.split('.');
  const last = path.pop() ?? '';
  delete ((path.length === 0 ? settings : valueAt(settings, path.join('.'))) as Record<string, unknown>)[last];
  expect(faultsOf(settings).split('\n')).toEqual([
    expect.stringMatching(new RegExp(`^${missing} is missing: .{20,} \\(variable ARDOISE_`)),
  ]);
  expect(faultsOf({ ...settings, profile: 'onprem' })).toBe('');
});

test('a country outside the European Economic Area needs a safeguard', () => {
  expect(faultsOf({ hosting: { country: 'US' } })).toContain('hosting.safeguard is missing');
  expect(faultsOf({ hosting: { country: 'US', safeguard: 'clauses types 2021/914' } })).toBe('');
  expect(faultsOf({ subProcessors: [{ name: 'A', service: 'b', country: 'IN' }] })).toContain(
    'subProcessors.0.safeguard is missing',
  );
  expect(faultsOf({ hosting: { country: 'NO' } })).toBe('');
});

test('a country is two capital letters that exist', () => {
  for (const country of ['fr', 'France', 'QQ', 'ZZ', ''])
    expect(faultsOf({ hosting: { country } }), country).toContain('hosting.country');
});

test('texts for the documents are one line each', () => {
  expect(faultsOf({ controller: { name: 'a\nb' } })).toContain('controller.name must be one line of text');
});
