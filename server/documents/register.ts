import { register as en } from './en/register.ts';
import { type Facts, factsOf } from './facts/facts.ts';
import { register as fr } from './fr/register.ts';
import { measuresOf } from './measures.ts';
import type { Block, Language } from './render/page.ts';
import type { NamedController, NamedParty, NamedProcessor } from './facts/parties.ts';
import type { DocumentSource } from './facts/source.ts';

const texts = { fr, en };

/** Blocks as sentences, for a document that has neither paragraphs nor lists. */
const sentencesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    'text' in block ? [block.text] : 'list' in block ? [...block.list] : block.table.rows.map((row) => row.join(' - ')),
  );

const securityOf = (facts: Facts) =>
  measuresOf(facts).map(({ title, blocks }) => ({ title, description: sentencesOf(blocks).join(' ') }));

const headOf = (facts: Facts) => ({
  $schema: './register.schema.json',
  language: facts.language,
  made: facts.made,
  software: `Ardoise ${facts.version}`,
  configuration: facts.fingerprint,
  toComplete: facts.missing,
});

/** One processing per legal basis: what the ledger declares under it. */
const processingOf = (facts: Facts, basis: 'class' | 'security') => {
  const items = facts.items.filter((item) => item.basis === basis);
  return {
    name: texts[facts.language][basis],
    basis: basis === 'class' ? facts.basis : facts.words.security,
    purposes: [...facts.words.aims[basis]],
    persons: [...new Set(items.flatMap((item) => item.groups))],
    data: items.map(({ key, what, purpose, persons, recipients, places, until }) => ({
      key,
      what,
      purpose,
      persons,
      recipients,
      places,
      until,
    })),
    sensitive: texts[facts.language].sensitive,
    recipients: [...new Set([...items.flatMap((item) => item.recipients.split(facts.words.and)), ...named(facts)])],
    transfers: transfersIn(facts),
  };
};

/** All who process data for the controller, and what stands for those of whom nobody has spoken. */
const named = ({ processors, unsaidProcessors }: Facts): string[] => [
  ...processors.map(({ name }) => name),
  ...(unsaidProcessors === null ? [] : [unsaidProcessors]),
];

/** Transfers, or that there are none: an empty list would say it even while nobody knows. */
const transfersIn = ({ transfers, transfersKnown, noTransfer }: Facts): string[] =>
  transfers.length > 0 && transfersKnown ? transfers : [...transfers, noTransfer];

/** Who works for a controller: under its own contract with who runs the server. */
const processorsOf = (facts: Facts, { name, contract }: NamedController): NamedProcessor[] =>
  facts.processors.filter((one) => one.name !== name).map((one) => (one === facts.operator ? { ...one, contract } : one));

/** The register of a controller (GDPR, article 30(1)). `which`: of several, the first is the one that the configuration names first. */
export const controllerRegister = (source: DocumentSource, language: Language, which = 0) => {
  const facts = factsOf(source, language);
  const { officer, contract, ...controller } = facts.controllers[which] ?? facts.controller;
  return {
    ...headOf(facts),
    kind: 'controller' as const,
    controller,
    jointControllers: [],
    officer,
    processors: processorsOf(facts, { ...controller, officer, contract }),
    processings: [processingOf(facts, 'class'), processingOf(facts, 'security')],
    security: securityOf(facts),
  };
};

const partyOf = ({ name, address, contact }: NamedParty): NamedParty => ({ name, address, contact });

/** The processor's register (GDPR, article 30(2)). */
export const processorRegister = (source: DocumentSource, language: Language) => {
  const facts = factsOf(source, language);
  return {
    ...headOf(facts),
    kind: 'processor' as const,
    processor: { ...partyOf(facts.operator), country: facts.operator.country, officer: facts.operatorOfficer },
    controllers: facts.clients.map((one) => ({
      ...one,
      categories: [texts[language].processorCategory, texts[language].security],
    })),
    subProcessors: facts.subProcessors,
    transfers: transfersIn(facts),
    security: securityOf(facts),
  };
};

const reachOf = ({ address, contact }: NamedParty): string => `${address}, ${contact}`;
const processorInCell = (one: NamedProcessor): string =>
  `${one.service} - ${one.name}, ${reachOf(one)}, ${one.country}, ${one.contract}`;

/** Who is named in a row: of the register of one controller, or of that of the processor. */
const partiesInRow = (facts: Facts, of: NamedController | null): string[] => {
  const { and } = facts.words;
  const controllers = of === null ? facts.clients : [of];
  const processors = of === null ? facts.processors : processorsOf(facts, of);
  const officer = facts.selfOperated ? facts.words.none : facts.operatorOfficer;
  return [
    controllers.map(({ name }) => name).join(and),
    controllers.map(reachOf).join(and),
    controllers.map((one) => one.officer).join(and),
    [...processors.map(processorInCell), ...(facts.unsaidProcessors === null ? [] : [facts.unsaidProcessors])].join(and) ||
      facts.words.none,
    officer,
  ];
};

/** The registers as rows for a spreadsheet, one for each item of data. The first row names the columns. */
export const registerRows = (source: DocumentSource, language: Language): string[][] => {
  const facts = factsOf(source, language);
  const { columns, kinds } = texts[language];
  const { and } = facts.words;
  const measures = measuresOf(facts)
    .map(({ title }) => title)
    .join(and);
  const rowsFor = (kind: keyof typeof kinds, of: NamedController | null): string[][] =>
    (['class', 'security'] as const).flatMap((basis) => {
      const processing = processingOf(facts, basis);
      return facts.items
        .filter((item) => item.basis === basis)
        .map((item) => [
          kinds[kind],
          processing.name,
          ...partiesInRow(facts, of),
          item.what,
          item.purpose,
          processing.basis,
          item.groups.join(and),
          item.recipients,
          item.places,
          item.until,
          processing.transfers.join(and),
          measures,
        ]);
    });
  const ofControllers = facts.controllers.flatMap((one) => rowsFor('controller', one));
  return [columns, ...ofControllers, ...(facts.selfOperated ? [] : rowsFor('processor', null))];
};
