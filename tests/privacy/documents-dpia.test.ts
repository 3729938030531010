import { expect, test } from 'vitest';
import { dpiaFile } from '../../server/documents/dpia.ts';
import { completeSettings, made, sourceOf } from '../kit/documents.ts';

const languages = ['fr', 'en'] as const;
const textQuestions = [111, 112, 113, 121, 122, 123, 211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227];
const listQuestions = [321, 322, 323, 324, 331, 332, 333, 334, 341, 342, 343, 344];
const gaugeQuestions = [325, 326, 335, 336, 345, 346];
const allQuestions = [...textQuestions, ...listQuestions, ...gaugeQuestions];
/** Titles which the tool's knowledge base knows, in French. */
const knownTitles = [
  'Chiffrement',
  'Cloisonnement',
  'Contrôle des accès logiques',
  'Journalisation',
  'Minimisation des données',
  'Sauvegarde des données',
  'Contrat de sous-traitance',
  'Sécurisation des canaux informatiques',
  'Protection des sites web',
  'Gérer les incidents de sécurité et les violations de données',
];

const answerTo = (file: ReturnType<typeof dpiaFile>, question: number) =>
  file.answers.find(({ reference_to }) => reference_to === question)?.data;

test.each(languages)('the DPIA answers all 36 questions completely (%s)', (language) => {
  const { answers } = dpiaFile(sourceOf(), language);
  expect(answers.map(({ reference_to }) => reference_to).toSorted((a, b) => a - b)).toEqual(
    allQuestions.toSorted((a, b) => a - b),
  );
  for (const { reference_to, data } of answers) {
    if (listQuestions.includes(reference_to)) expect(data.list.length, String(reference_to)).toBeGreaterThan(0);
    else expect(data.text?.replaceAll(/<[^>]*>/g, '').trim(), String(reference_to)).toBeTruthy();
    if (gaugeQuestions.includes(reference_to)) expect([1, 2, 3, 4]).toContain(data.gauge);
    else expect(data.gauge).toBeNull();
  }
});

test.each(languages)('the DPIA has the shape which CNIL’s tool imports (%s)', (language) => {
  const file = JSON.parse(JSON.stringify(dpiaFile(sourceOf(), language))) as ReturnType<typeof dpiaFile>;
  expect(Object.keys(file)).toEqual(['pia', 'answers', 'measures', 'evaluations', 'comments']);
  for (const field of ['name', 'category', 'author_name', 'evaluator_name', 'validator_name'] as const)
    expect(file.pia[field]).toMatch(/\S/);
  expect(file.pia.status).toBe(0);
  for (const answer of file.answers) {
    expect(answer).toEqual({ pia_id: 1, reference_to: expect.any(Number), data: expect.any(Object), created_at: made });
    expect(Object.keys(answer.data)).toEqual(['text', 'gauge', 'list']);
  }
  expect(file.measures.map(({ id }) => id)).toEqual(file.measures.map((_, index) => index + 1));
  for (const measure of file.measures) {
    expect(measure).toMatchObject({
      pia_id: 1,
      title: expect.stringMatching(/\S/),
      content: expect.stringMatching(/\S/),
      created_at: made,
    });
    expect(measure.placeholder).toMatch(
      /^(knowledge_base\.slugs\.PIA_[A-Z]+_[A-Z]+\.placeholder|measures\.default_placeholder)$/,
    );
  }
});

test.each(languages)('what people have to decide stays empty in the DPIA (%s)', (language) => {
  const { pia, evaluations, comments } = dpiaFile(sourceOf(), language);
  expect([evaluations, comments]).toEqual([[], []]);
  const decided = Object.entries(pia).filter(([field, value]) => /^(dpo|dpos|people|concerned)_/.test(field) && value !== null);
  expect(decided).toEqual([]);
});

test.each(languages)('every measure against a risk is one that the DPIA describes (%s)', (language) => {
  const file = dpiaFile(sourceOf(), language);
  const titles = file.measures.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
  const named = [324, 334, 344].flatMap((question) => [...(answerTo(file, question)?.list ?? [])]);
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
});

test('the DPIA’s measures in French carry the titles which the tool knows', () => {
  const titles = dpiaFile(sourceOf(), 'fr').measures.map(({ title }) => title);
  expect(titles.filter((title) => !knownTitles.includes(title))).toEqual(['Effacement par l’horloge']);
});

test('the gauges say that they are proposals', () => {
  for (const question of gaugeQuestions)
    expect(answerTo(dpiaFile(sourceOf(), 'fr'), question)?.text).toContain('Proposition du logiciel');
});

test('without https the DPIA says so and proposes a higher likelihood', () => {
  const { http: _, ...local } = completeSettings;
  const [secure, open] = [dpiaFile(sourceOf(), 'fr'), dpiaFile(sourceOf(local), 'fr')];
  expect(answerTo(open, 326)?.gauge).toBeGreaterThan(answerTo(secure, 326)?.gauge ?? 4);
  expect(answerTo(open, 326)?.text).toContain('HTTPS n’est pas configuré');
});

test('the DPIA prints each setting that protects less, and the reason', () => {
  const why = 'une année scolaire entière d’usage';
  const looser = sourceOf({ ...completeSettings, retention: { classDays: 300 }, why: { 'retention.classDays': why } });
  const text = answerTo(dpiaFile(looser, 'fr'), 215)?.text?.replaceAll('\u00a0', ' ');
  expect(text).toContain(
    `conservation des classes (retention.classDays) : 300 jours au lieu de 90 jours. Raison donnée : ${why}`,
  );
  expect(answerTo(dpiaFile(sourceOf(), 'fr'), 215)?.text).toContain('Aucun réglage ne protège moins');
});

test('the DPIA names the contract of each sub-processor, and none where there is none', () => {
  expect(dpiaFile(sourceOf(), 'fr').measures.map(({ title }) => title)).toContain('Contrat de sous-traitance');
  const { name } = completeSettings.controller;
  const own = {
    ...completeSettings,
    operator: { ...completeSettings.operator, name },
    hosting: { ...completeSettings.hosting, name },
  };
  expect(dpiaFile(sourceOf(own), 'fr').measures.map(({ title }) => title)).not.toContain('Contrat de sous-traitance');
});
