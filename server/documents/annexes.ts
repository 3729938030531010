import { annexes as en } from './en/annexes.ts';
import { factsOf } from './facts/facts.ts';
import { annexes as fr } from './fr/annexes.ts';
import type { Language, Page } from './render/page.ts';
import type { DocumentSource } from './facts/source.ts';

/** Annexes I to IV of a contract by article 28 of the GDPR, each a page. */
export const contractAnnexes = (source: DocumentSource, language: Language): Page[] => {
  const facts = factsOf(source, language);
  const { titles, parties, processing, measures, subProcessors } = { fr, en }[language];
  return [parties, processing, measures, subProcessors].map((sections, index) => ({
    language,
    title: titles[index] ?? '',
    sections: sections(facts),
    links: [],
  }));
};
