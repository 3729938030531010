import { expect, test } from 'vitest';
import { z } from 'zod';
import { documentFiles } from '../../../server/documents/files.ts';
import { contractAnnexes } from '../../../server/documents/annexes.ts';
import { dpiaFile } from '../../../server/documents/dpia.ts';
import { fullNotice, shortNotice } from '../../../server/documents/notice.ts';
import { privacyJson } from '../../../server/documents/privacyJson.ts';
import { controllerRegister, processorRegister } from '../../../server/documents/register.ts';
import { registerSchema } from '../../../server/documents/registerSchema.ts';
import { missingSettings } from '../../../server/config/mandatory.ts';
import { completeSettings, sourceOf } from '../../kit/documents.ts';

const languages = ['fr', 'en'] as const;
const said = (value: unknown): string => JSON.stringify(value).replaceAll('\u00a0', ' ');
const allOf = (settings: object): string =>
  said(
    Array.from(documentFiles(sourceOf(settings))).filter(([name]) => !name.startsWith('accessibility') && name.includes('.fr.')),
  );

const { controller, operator, hosting } = completeSettings;
const school = 'Collège Jean-Zay';
const own = (as: string) => ({
  ...completeSettings,
  controller: { ...controller, name: school },
  operator: { name: as, securityContact: operator.securityContact },
  hosting: { name: as, country: 'FR' },
});
const american = {
  ...completeSettings,
  operator: { ...operator, name: 'Howard Classroom Inc.', country: 'US', safeguard: 'clauses types 2021/914' },
};
const support = {
  name: 'Cloud Support',
  service: 'astreinte',
  country: 'US',
  address: '1 Main Street',
  contact: 'help@example.com',
  contract: 'C-1',
  safeguard: 'clauses types, module 3',
};
const withSupport = { ...completeSettings, subProcessors: [support] };

test('an operator outside the area is a transfer in every document (A1.1)', () => {
  const source = sourceOf(american);
  const documents = [
    fullNotice(source, 'fr'),
    shortNotice(source, 'fr'),
    dpiaFile(source, 'fr').answers.filter(({ reference_to }) => reference_to === 227),
    controllerRegister(source, 'fr'),
    processorRegister(source, 'fr'),
    privacyJson(source),
  ];
  for (const one of documents) {
    expect(said(one)).toContain('Howard Classroom Inc.');
    expect(said(one)).toContain('clauses types 2021/914');
    expect(said(one)).not.toContain('Aucun transfert');
  }
});

test.each([school, `${school}, représenté par sa principale`, 'collège  JEAN-ZAY'])(
  'a school that runs its own server, as "%s", has no processor (A1.6)',
  (as) => {
    const source = sourceOf(own(as));
    expect(Array.from(documentFiles(source).keys()).filter((name) => /processor|annexes/.test(name))).toEqual([]);
    expect(controllerRegister(source, 'fr').processors).toEqual([]);
    expect(said([fullNotice(source, 'fr'), shortNotice(source, 'fr'), dpiaFile(source, 'fr')])).not.toMatch(/sous-trait/i);
    expect(documentFiles(source).get('register.fr.csv')).not.toContain('"sous-traitant"');
    expect(shortNotice(source, 'fr').sentences[0]).toContain('qui tient aussi le serveur');
    expect(missingSettings(source.settings)).toEqual([]);
  },
);

test.each([
  ['public-task', true],
  ['legitimate-interest', true],
  ['contract', false],
  ['consent', false],
])('on the basis %s objection is said apart where it exists, and nowhere else (A2.9)', (legalBasis, exists) => {
  const source = sourceOf({ ...completeSettings, legalBasis, interest: 'enseigner à des malades' });
  const headings = fullNotice(source, 'fr').sections.map(({ heading }) => heading);
  expect(headings.includes('Votre droit de vous opposer')).toBe(exists);
  const objection = dpiaFile(source, 'fr').answers.find(({ reference_to }) => reference_to === 225)?.data.text;
  expect(said(objection)).toMatch(exists ? /Opposition, pour la tenue/ : /n’ouvre pas de droit d’opposition/);
});

test('security has its own rights, without objection; the interest and the legal text are said (A2.9)', () => {
  expect(said(fullNotice(sourceOf(), 'fr'))).toMatch(/Pour la sécurité .*n’y ouvre pas de droit pour : opposition/);
  expect(said(fullNotice(sourceOf(), 'fr'))).toContain('article L. 131-2');
  const interest = sourceOf({ ...completeSettings, legalBasis: 'legitimate-interest', interest: 'enseigner à des malades' });
  expect(said(fullNotice(interest, 'fr'))).toContain('enseigner à des malades');
  expect(said(dpiaFile(interest, 'fr'))).toContain('une autorité publique ne peut pas');
});

test('a transfer is told with its safeguard and how to get a copy, and changes the risks (A2.10)', () => {
  const [plain, abroad] = [sourceOf(), sourceOf(withSupport)];
  expect(said(fullNotice(abroad, 'fr'))).toContain('copie de ces garanties');
  expect(said(contractAnnexes(abroad, 'fr')[3])).toContain(`Garantie du transfert : ${support.safeguard}`);
  const risk = (source: typeof plain, question: number) =>
    said(dpiaFile(source, 'fr').answers.find(({ reference_to }) => reference_to === question)?.data);
  for (const { data } of dpiaFile(abroad, 'fr').answers) expect(new Set(data.list).size).toBe(data.list.length);
  for (const question of [321, 322, 323, 326]) {
    expect(risk(abroad, question)).toContain('États-Unis');
    expect(risk(plain, question)).not.toContain('États-Unis');
  }
});

const { subProcessors: _, ...unsaid } = completeSettings;
const { country: __, ...nowhere } = operator;
const { country: ___, ...placeless } = hosting;
test.each([
  ['nothing', {}],
  ['the list of sub-processors', unsaid],
  ['the operator’s country', { ...completeSettings, operator: nowhere }],
  ['the machine’s country', { ...completeSettings, hosting: placeless }],
])('no document states a negative from a blank: %s (A2.13)', (_what, settings) => {
  expect(allOf(settings)).not.toMatch(/Aucun transfert|Rien n’est envoyé ailleurs|"transfers": ?\[\]|Personne d’autre ne traite/);
  if (!('subProcessors' in settings)) expect(allOf(settings)).not.toContain('Aucun autre');
  expect(privacyJson(sourceOf(settings)).transfersKnown).toBe(false);
  expect(shortNotice(sourceOf(settings), 'fr').toComplete).not.toEqual([]);
});

test('what is marked as to complete is also asked for: no mark while nothing is missing (A1.1, A2.13)', () => {
  const { contract: ____, ...loose } = support;
  const { contract: _____, ...bare } = operator;
  const lacking = { ...completeSettings, operator: bare, subProcessors: [loose] };
  expect(missingSettings(sourceOf(lacking).settings).map(({ path }) => path)).toEqual([
    'operator.contract',
    'subProcessors.0.contract',
  ]);
  for (const settings of [completeSettings, american, withSupport, own(school)]) {
    expect(shortNotice(sourceOf(settings), 'fr').toComplete).toEqual([]);
    expect(allOf(settings).match(/\[à compléter(?! à la signature)[^\]]*/g)).toBeNull();
  }
});

test('the French CSV opens in columns and names all parties with their contacts (A2.17)', () => {
  const csv = documentFiles(sourceOf(withSupport)).get('register.fr.csv') ?? '';
  expect(csv.split('\r\n')[0]).toContain('";"');
  for (const told of [controller.contact, operator.contact, hosting.contact, support.contact, 'dpd@academie.example'])
    expect(csv.split('\r\n')[1]).toContain(told);
});

test.each(languages)('several controllers, the processor’s officer and its notification are written (A2.18, %s)', (language) => {
  const second = {
    name: 'Lycée Exemple',
    address: '4 rue A',
    contact: 'l@example.fr',
    dpo: { contact: 'd@example.fr' },
    contract: 'K2',
  };
  const source = sourceOf({ ...completeSettings, otherControllers: [second] });
  expect(processorRegister(source, language).controllers.map(({ name }) => name)).toEqual([controller.name, second.name]);
  expect(controllerRegister(source, language, 1)).toMatchObject({ controller: { name: second.name }, officer: 'd@example.fr' });
  expect(documentFiles(source).has(`register-controller-2.${language}.json`)).toBe(true);
  const annexes = said(contractAnnexes(source, language));
  for (const told of [second.name, operator.dpo.contact, '33(2)']) expect(annexes).toContain(told);
  const schema = z.fromJSONSchema(registerSchema as Parameters<typeof z.fromJSONSchema>[0]);
  for (const which of [0, 1]) expect(schema.safeParse(controllerRegister(source, language, which)).error).toBeUndefined();
});

test.each(languages)(
  'the schema refuses empty security; purposes are few, persons once, minors named (A3.25, %s)',
  (language) => {
    const schema = z.fromJSONSchema(registerSchema as Parameters<typeof z.fromJSONSchema>[0]);
    const register = controllerRegister(sourceOf(), language);
    expect(schema.safeParse({ ...register, security: [] }).success).toBe(false);
    for (const { purposes, persons } of register.processings) {
      expect(purposes.length).toBeLessThanOrEqual(3);
      expect(persons).toHaveLength(2);
    }
    const minors = language === 'fr' ? /mineurs/ : /minors/;
    for (const one of [register, fullNotice(sourceOf(), language), contractAnnexes(sourceOf(), language)[1]])
      expect(said(one)).toMatch(minors);
    expect(said(register)).not.toContain('elle-même, qui tient');
  },
);

test('the notice names the operator among processors, the class without encryption, chance data and directives (A3.26)', () => {
  const notice = fullNotice(sourceOf(), 'fr');
  const recipients = said(notice.sections.find(({ heading }) => heading === 'Qui reçoit des données'));
  expect(recipients).toContain(`${operator.name} (France)`);
  expect(recipients).toContain('non chiffrée');
  for (const one of [notice, controllerRegister(sourceOf(), 'fr'), contractAnnexes(sourceOf(), 'fr')[1]])
    expect(said(one)).toMatch(/par hasard/);
  expect(said(notice)).toContain('article 85');
});
