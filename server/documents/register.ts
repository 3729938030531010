import { register as en } from './en/register.ts';
import { type Facts, factsOf } from './facts/facts.ts';
import { register as fr } from './fr/register.ts';
import { measuresOf } from './measures.ts';
import type { Block, Language } from './render/page.ts';
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
    purposes: [...new Set(items.map((item) => item.purpose))],
    persons: [...new Set(items.map((item) => item.persons))],
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
    recipients: [...new Set([...items.map((item) => item.recipients), ...facts.subProcessors.map(({ name }) => name)])],
    transfers: facts.transfers,
  };
};

/** The controller's register (GDPR, article 30(1)). */
export const controllerRegister = (source: DocumentSource, language: Language) => {
  const facts = factsOf(source, language);
  return {
    ...headOf(facts),
    kind: 'controller' as const,
    controller: facts.controller,
    jointControllers: [],
    officer: facts.dpo,
    processors: [{ ...facts.operator, service: texts[language].processorCategory }, ...facts.subProcessors],
    processings: [processingOf(facts, 'class'), processingOf(facts, 'security')],
    security: securityOf(facts),
  };
};

/** The processor's register (GDPR, article 30(2)). */
export const processorRegister = (source: DocumentSource, language: Language) => {
  const facts = factsOf(source, language);
  return {
    ...headOf(facts),
    kind: 'processor' as const,
    processor: facts.operator,
    controllers: [
      { ...facts.controller, officer: facts.dpo, categories: [texts[language].processorCategory, texts[language].security] },
    ],
    subProcessors: facts.subProcessors,
    transfers: facts.transfers,
    security: securityOf(facts),
  };
};

/** Both registers as rows for a spreadsheet, one for each item of data. The first row names the columns. */
export const registerRows = (source: DocumentSource, language: Language): string[][] => {
  const facts = factsOf(source, language);
  const { columns, kinds } = texts[language];
  const transfers = facts.transfers.join(facts.words.and) || facts.noTransfer;
  const measures = measuresOf(facts)
    .map(({ title }) => title)
    .join(facts.words.and);
  const parties = [facts.controller.name, facts.operator.name, facts.dpo];
  const rows = (['controller', 'processor'] as const).flatMap((kind) =>
    (['class', 'security'] as const).flatMap((basis) => {
      const processing = processingOf(facts, basis);
      return processing.data.map((item) => [
        kinds[kind],
        processing.name,
        ...parties,
        item.what,
        item.purpose,
        processing.basis,
        item.persons,
        item.recipients,
        item.places,
        item.until,
        transfers,
        measures,
      ]);
    }),
  );
  return [columns, ...rows];
};
