import { expect, test } from 'vitest';
import { z } from 'zod';
import { accessibilityStatement } from '../../server/documents/accessibility.ts';
import { contractAnnexes } from '../../server/documents/annexes.ts';
import { documentFiles } from '../../server/documents/files.ts';
import { renderPage } from '../../server/documents/render/html.ts';
import { renderMarkdown } from '../../server/documents/render/markdown.ts';
import { childNotice, fullNotice, shortNotice } from '../../server/documents/notice.ts';
import type { Page } from '../../server/documents/render/page.ts';
import { privacyJson } from '../../server/documents/privacyJson.ts';
import { controllerRegister, processorRegister } from '../../server/documents/register.ts';
import { registerSchema } from '../../server/documents/registerSchema.ts';
import { servedDocuments } from '../../server/documents/served.ts';
import { ledger } from '../../server/privacy/ledger.ts';
import { completeSettings, sourceOf } from '../kit/documents.ts';

const languages = ['fr', 'en'] as const;
const everyItem = Object.values(ledger);
const pages = [fullNotice, childNotice, accessibilityStatement];

/** The outline of a page: how many parts of which kind each section has. */
const outline = ({ sections }: Page) => sections.map(({ blocks }) => blocks.map((block) => Object.keys(block)[0]));
const wordsOf = ({ sections }: Page): string => JSON.stringify(sections);

const hostile = "<script>alert(1)</script>\"onload='x' | [a](javascript:b) =1+1";
const hostileSettings = {
  ...completeSettings,
  controller: { name: hostile, address: hostile, contact: hostile },
  dpo: { name: hostile, contact: hostile },
  hosting: { name: hostile, address: hostile, contact: hostile, country: 'FR', contract: hostile },
  subProcessors: [{ name: hostile, service: hostile, country: 'US', safeguard: hostile }],
  authority: { name: hostile, contact: hostile },
  retention: { classDays: 100 },
  why: { 'retention.classDays': hostile },
};

test('configuration text cannot inject HTML', () => {
  for (const [name, content] of documentFiles(sourceOf(hostileSettings))) {
    if (name.endsWith('.html') || name.startsWith('dpia')) expect(content, name).not.toMatch(/<script/i);
    if (name.endsWith('.html')) expect(content, name).not.toMatch(/ on\w+=|style=|<[^>]*"onload/i);
    if (name.endsWith('.md')) expect(content, name).not.toMatch(/[^\\]<script|[^\\]\]\(/);
  }
});

test('configuration text cannot become a formula in a spreadsheet', () => {
  const source = sourceOf({ ...completeSettings, controller: { ...completeSettings.controller, name: '=HYPERLINK("a")' } });
  expect(documentFiles(source).get('register.fr.csv')).toContain(`"'=HYPERLINK(""a"")"`);
});

test('a page holds no script, no inline style and nothing from elsewhere', () => {
  for (const page of pages) {
    const html = renderPage(page(sourceOf(), 'fr'), { style: '/documents.css' });
    expect(html).not.toMatch(/<script|<style|style=|<img|<iframe|@import|(src|href)="(https?:)?\/\//i);
    expect(html).toContain('<html lang="fr">');
  }
});

test.each(languages)('the notice names every item that the server handles (%s)', (language) => {
  const words = wordsOf(fullNotice(sourceOf(), language));
  expect(everyItem.filter(({ what }) => !words.includes(JSON.stringify(what[language]).slice(1, -1)))).toEqual([]);
});

test.each(languages)('the notice says all that article 13 asks for (%s)', (language) => {
  const words = wordsOf(fullNotice(sourceOf(), language));
  const { controller, operator, dpo, hosting } = completeSettings;
  for (const told of [
    controller.name,
    controller.contact,
    operator.name,
    dpo.contact,
    hosting.name,
    'CNIL',
    '6(1)(e)',
    '6(1)(c)',
  ]) {
    expect(words).toContain(told);
  }
});

test('the notice tells the rights of the legal basis, and not those of another', () => {
  const rights = (legalBasis: string) => wordsOf(fullNotice(sourceOf({ ...completeSettings, legalBasis }), 'en'));
  expect(rights('public-task')).toContain('It gives no right to: erasure, portability');
  expect(rights('consent')).toContain('withdrawal of consent');
  expect(rights('public-task')).not.toContain('withdrawal of consent');
});

test('the notice follows the configuration: another lifetime, another text', () => {
  const days = (n: number) => wordsOf(fullNotice(sourceOf({ ...completeSettings, retention: { connectionLogDays: n } }), 'fr'));
  expect(days(1)).toContain('1 jour après la connexion');
  expect(days(2)).toContain('2 jours après la connexion');
});

test.each(languages)('the short notice is a few sentences, names who is responsible, and leads to the rest (%s)', (language) => {
  const { sentences, links, toComplete } = shortNotice(sourceOf(), language);
  expect(sentences.length).toBeLessThanOrEqual(8);
  expect(sentences.join(' ').split(/\s+/).length).toBeLessThan(150);
  expect(sentences.join(' ')).toContain(completeSettings.controller.name);
  expect(links.map(({ href }) => href)).toEqual([`/notice?lang=${language}`, `/notice/enfants?lang=${language}`]);
  expect(toComplete).toEqual([]);
});

test.each(languages)('the notice for children keeps to short sentences and everyday words (%s)', (language) => {
  const page = childNotice(sourceOf(), language);
  const sentences = page.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => ('text' in block ? block.text.split(/[.!?]\s/) : [])),
  );
  for (const sentence of sentences) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(18);
  expect(wordsOf(page)).not.toMatch(
    /RGPD|GDPR|article|traitement|processing|finalité|purpose|pseudonym|chiffr|encrypt|sous-traitant/i,
  );
});

test('both languages say the same, part by part', () => {
  for (const settings of [{}, completeSettings, hostileSettings]) {
    for (const page of pages) expect(outline(page(sourceOf(settings), 'en'))).toEqual(outline(page(sourceOf(settings), 'fr')));
    const [fr = [], en = []] = languages.map((language) => contractAnnexes(sourceOf(settings), language).map(outline));
    expect(en).toEqual(fr);
  }
});

test.each(languages)('what the configuration lacks is marked in every document (%s)', (language) => {
  const mark = language === 'fr' ? '[à compléter' : '[to complete';
  const files = documentFiles(sourceOf({}));
  for (const name of [
    'notice',
    'notice-short',
    'register-controller',
    'register-processor',
    'dpia',
    'annexes',
    'accessibility',
  ]) {
    const [content = ''] = Array.from(files).flatMap(([file, text]) => (file.startsWith(`${name}.${language}`) ? [text] : []));
    expect(content.replaceAll('\\', ''), name).toContain(mark);
  }
});

test('with every setting given, only signatures are left to complete', () => {
  const files = documentFiles(sourceOf());
  const left = Array.from(files, ([name, content]) => [name, content.match(/\[(à compléter|to complete)[^\]]*/g) ?? []] as const);
  const open = left.filter(([, marks]) => marks.some((mark) => !/signature|on signing/.test(mark)));
  expect(open).toEqual([]);
});

test('no document claims conformity with the law', () => {
  for (const [name, content] of documentFiles(sourceOf())) {
    if (name.startsWith('accessibility')) continue;
    expect(content, name).not.toMatch(
      /est conforme|sont conformes|is compliant|are compliant|complies with|in compliance|certifié(?! et n’affirme)/i,
    );
  }
});

test('without a country nobody says that there is no transfer; outside the area it is said which', () => {
  expect(wordsOf(fullNotice(sourceOf({}), 'en'))).not.toContain('No transfer');
  expect(wordsOf(fullNotice(sourceOf(), 'en'))).toContain('No transfer');
  const abroad = { ...completeSettings, hosting: { ...completeSettings.hosting, country: 'US', safeguard: 'clauses 2021/914' } };
  expect(wordsOf(fullNotice(sourceOf(abroad), 'en'))).toContain('Hébergeur Exemple (United States): clauses 2021/914');
});

test.each(languages)('the registers have the shape of their own JSON Schema (%s)', (language) => {
  const schema = z.fromJSONSchema(registerSchema as Parameters<typeof z.fromJSONSchema>[0]);
  for (const settings of [{}, completeSettings, hostileSettings]) {
    for (const register of [controllerRegister, processorRegister]) {
      expect(schema.safeParse(register(sourceOf(settings), language)).error).toBeUndefined();
    }
  }
  expect(schema.safeParse({ ...controllerRegister(sourceOf(), language), processings: [] }).success).toBe(false);
});

test('the controller’s register holds each item once, under one legal basis', () => {
  const { processings } = controllerRegister(sourceOf(), 'fr');
  expect(processings.flatMap(({ data }) => data.map(({ key }) => key)).toSorted()).toEqual(Object.keys(ledger).toSorted());
  expect(new Set(processings.map(({ basis }) => basis)).size).toBe(processings.length);
});

test('the registers as CSV have a line for each item and as many cells in each', () => {
  const [head = '', ...lines] = (documentFiles(sourceOf()).get('register.en.csv') ?? '').trimEnd().split('\r\n');
  expect(lines).toHaveLength(2 * everyItem.length);
  for (const line of lines) expect(line.split('","')).toHaveLength(head.split('","').length);
});

test('the machine-readable notice tells the ledger with lifetimes in seconds', () => {
  const { data, configuration, sendsTo } = privacyJson(sourceOf());
  expect(data.map(({ key }) => key)).toEqual(Object.keys(ledger));
  expect(data.find(({ key }) => key === 'connectionRecord')?.until).toEqual({
    setting: 'retention.connectionLogDays',
    seconds: 172_800,
  });
  expect(configuration.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(configuration.toComplete).toEqual([]);
  expect(sendsTo).toEqual([]);
});

test.each(languages)('the contract’s annexes are four, with each party and each sub-processor (%s)', (language) => {
  const annexes = contractAnnexes(
    sourceOf({ ...completeSettings, subProcessors: [{ name: 'Courriel SA', service: 'courriel', country: 'DE' }] }),
    language,
  );
  expect(annexes.map(({ title }) => title.split(/\s*:/)[0])).toEqual(
    ['I', 'II', 'III', 'IV'].map((number) => `${language === 'fr' ? 'Annexe' : 'Annex'} ${number}`),
  );
  expect(annexes[2]?.sections).toHaveLength(17);
  expect(annexes[3]?.sections.map(({ heading }) => heading)).toEqual([completeSettings.hosting.name, 'Courriel SA']);
  expect(annexes.map(renderMarkdown).join('\n')).toContain(completeSettings.controller.address);
});

test('without an audit the accessibility statement says "not compliant"', () => {
  expect(accessibilityStatement(sourceOf(), 'fr').title).toBe(
    'Déclaration d’accessibilité : non conforme'.replace(' :', '\u00a0:'),
  );
});

test.each([
  [49, 'not compliant'],
  [50, 'partially compliant'],
  [99.9, 'partially compliant'],
  [100, 'fully compliant'],
])('an audit that finds %d %% of the criteria met lets the statement say "%s"', (rate, level) => {
  const audit = { date: '2026-05-02', by: 'Cabinet Exemple', rate, failures: ['Les sous-titres'] };
  const page = accessibilityStatement(sourceOf(completeSettings, audit), 'en');
  expect(page.title).toBe(`Accessibility statement: ${level}`);
  expect(wordsOf(page)).toContain('Les sous-titres');
});

test('every page leads only to pages that the server answers, in a language that it has', () => {
  const served = servedDocuments(sourceOf());
  for (const documents of served.values()) {
    for (const { type, body } of Object.values(documents)) {
      if (!type.startsWith('text/html')) continue;
      for (const [, href = ''] of body.matchAll(/href="([^"]*)"/g)) {
        const [path = '', language = 'lang=fr'] = href.split('?');
        expect(served.has(path), href).toBe(true);
        expect(['lang=fr', 'lang=en']).toContain(language);
      }
    }
  }
});

test('what is served equals what is written as evidence, but for the one script that erases what closed tabs left', () => {
  const [served, files] = [servedDocuments(sourceOf()), documentFiles(sourceOf())];
  for (const language of languages) {
    expect(JSON.parse(served.get('/api/notice')?.[language].body ?? '')).toEqual(
      JSON.parse(files.get(`notice-short.${language}.json`) ?? ''),
    );
    const script = '<script type="module" src="/sweep.js"></script>\n';
    expect(served.get('/notice')?.[language].body.split(script).join('')).toBe(
      files.get(`notice.${language}.html`)?.replace('./documents.css', '/documents.css'),
    );
  }
  expect(JSON.parse(served.get('/.well-known/privacy.json')?.fr.body ?? '')).toEqual(JSON.parse(files.get('privacy.json') ?? ''));
});
