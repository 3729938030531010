import { expect, test } from 'vitest';
import { collections } from '../../../server/disclosure/inventory.ts';
import { ledger } from '../../../server/privacy/ledger.ts';
import { childNotice, fullNotice, shortNotice } from '../../../server/documents/notice.ts';
import { completeSettings, sourceOf } from '../../kit/documents.ts';

const languages = ['fr', 'en'] as const;
const source = (settings: object = {}) => sourceOf({ ...completeSettings, ...settings });
const wordsOf = ({ sections }: ReturnType<typeof fullNotice>): string =>
  sections
    .flatMap(({ heading, blocks }) => [
      heading,
      ...blocks.flatMap((block) => ('text' in block ? [block.text] : 'list' in block ? block.list : [])),
    ])
    .join('\n');

test.each(languages)(
  'the first layer has the purposes, the legal basis, the rights and whom to write to, in 80 words (%s, A2.12)',
  (language) => {
    const first = shortNotice(source(), language).first.join(' ');
    for (const said of [completeSettings.controller.name, completeSettings.dpo.contact, 'CNIL']) expect(first).toContain(said);
    const [purpose, basis, right] =
      language === 'fr'
        ? [
            'tenir cette classe à distance et garder le service sûr',
            'mission d’intérêt public',
            'Vos droits : accès, rectification',
          ]
        : ['hold this class online and keep the service safe', 'public', 'Your rights: access, rectification'];
    for (const said of [purpose, basis, right]) expect(first).toContain(said);
    expect(first.split(/\s+/).length).toBeLessThanOrEqual(85);
  },
);

test.each(languages)('the first layer follows the legal basis and the lifetime in force (%s, A2.12)', (language) => {
  const consent = shortNotice(source({ legalBasis: 'consent', retention: { connectionLogDays: 1 } }), language).first.join(' ');
  expect(consent).toMatch(language === 'fr' ? /retrait du consentement/ : /withdraw/);
  expect(consent).not.toMatch(/opposition|objection/);
  expect(consent).toMatch(language === 'fr' ? /au bout de 1 jour\b/ : /after 1 day\b/);
});

test.each(languages)('under legal hold the first layer promises no erasure (%s, A2.12)', (language) => {
  const held = source({ retention: { legalHold: true }, why: { 'retention.legalHold': 'réquisition' } });
  expect(shortNotice(held, language).first.join(' ')).not.toMatch(/effacées au bout|erased after/);
});

test.each(languages)('without a country the short notice does not say that nothing leaves (%s, A2.12)', (language) => {
  const { country: _, ...hosting } = completeSettings.hosting;
  const { sentences } = shortNotice(source({ hosting }), language);
  expect(sentences.join(' ')).not.toMatch(/Rien n’est envoyé ailleurs|Nothing is sent anywhere|Aucun transfert|No transfer/);
});

test.each(languages)('the notice for children has their rights, the officer and the authority (%s, A1.8)', (language) => {
  const said = wordsOf(childNotice(source(), language));
  const rights =
    language === 'fr'
      ? ['Tes droits', 'Voir ce qui est noté sur toi', 'Faire corriger', 'Dire que tu n’es pas d’accord', 'te plaindre']
      : ['Your rights', 'See what is noted about you', 'Have corrected', 'Say that you do not agree', 'complain to'];
  for (const right of [...rights, completeSettings.dpo.contact, 'CNIL', completeSettings.controller.contact])
    expect(said).toContain(right);
});

test.each(languages)('children are not promised an objection that the legal basis does not give (%s, A1.8)', (language) => {
  const said = wordsOf(childNotice(source({ legalBasis: 'consent' }), language));
  expect(said).not.toMatch(/tu n’es pas d’accord|you do not agree/);
  expect(said).toMatch(/Changer d’avis|Change your mind/);
});

test.each(languages)(
  'the notice for children says what is noted, for how long, and what a class without encryption means (%s, A1.8)',
  (language) => {
    const said = wordsOf(childNotice(source({ retention: { connectionLogDays: 2 } }), language));
    expect(said).not.toMatch(/n’enregistre rien|records nothing/);
    expect(said).toMatch(/à quelle heure tu arrives et tu pars|at what time you come and go/);
    expect(said).toMatch(/effacé au bout de 2 jours|erased after 2 days/);
    expect(said).toMatch(/pourraient te voir, t’entendre et te lire|could see, hear and read you/);
  },
);

test.each(languages)('a request is asked for what the log can be searched by: address, day and hour (%s, A2.11)', (language) => {
  const said = wordsOf(fullNotice(source(), language));
  expect(said).not.toMatch(/dites la classe, le jour|tell the class, the day/);
  expect(said).toMatch(/par adresse réseau, jour et heure|by network address, day and hour/);
  expect(said).toMatch(/article 11/);
});

test.each(languages)('whoever uses the server is offered its source (%s, A3.27)', (language) => {
  const said = wordsOf(fullNotice(source(), language));
  expect(said).toContain('GNU AGPL');
  expect(said).toMatch(/code source, tel qu’il tourne sur ce serveur|source code, as it runs on this server/);
});

test('the trial of the network before a class is declared, with its end (A2.20)', () => {
  expect(ledger.networkTrial).toMatchObject({ keptIn: ['memory'], until: { seconds: 15 } });
  expect(collections['media/probes.ts #running']).toContain('networkTrial');
});
