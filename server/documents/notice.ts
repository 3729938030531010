import { forChildren as forChildrenEn } from './en/children.ts';
import { first as firstEn } from './en/firstLayer.ts';
import { notice as en } from './en/notice.ts';
import { factsOf } from './facts/facts.ts';
import { forChildren } from './fr/children.ts';
import { first } from './fr/firstLayer.ts';
import { notice as fr } from './fr/notice.ts';
import type { Language, Page } from './render/page.ts';
import type { DocumentSource } from './facts/source.ts';

const texts = { fr: { ...fr, ...first, forChildren }, en: { ...en, ...firstEn, forChildren: forChildrenEn } };
const paths = { full: '/notice', children: '/notice/enfants' };
const other = { fr: 'en', en: 'fr' } as const;
const link = (label: string, path: string, language: Language) => ({ label, href: `${path}?lang=${language}` });

/** The first layer, for the page before a class: `first` is in view there (`/api/notice/first`), `sentences` say a little more. `/api/notice?lang=` answers with it. */
export type ShortNotice = {
  readonly language: Language;
  readonly title: string;
  readonly first: readonly string[];
  readonly sentences: readonly string[];
  readonly links: Page['links'];
  /** What the configuration lacks, in words; empty when the notice is complete. */
  readonly toComplete: readonly string[];
};

export const shortNotice = (source: DocumentSource, language: Language): ShortNotice => {
  const facts = factsOf(source, language);
  const { shortTitle, firstLayer, short, more, child } = texts[language];
  return {
    language,
    title: shortTitle,
    first: firstLayer(facts),
    sentences: short(facts),
    links: [link(more, paths.full, language), link(child, paths.children, language)],
    toComplete: facts.missing,
  };
};

/** The second layer: everything that article 13 of the GDPR asks for. Served at `/notice`. */
export const fullNotice = (source: DocumentSource, language: Language): Page => {
  const words = texts[language];
  return {
    language,
    title: words.title,
    sections: words.full(factsOf(source, language)),
    links: [link(words.child, paths.children, language), link(words.other, paths.full, other[language])],
  };
};

/** The same in plain words. Served at `/notice/enfants`. */
export const childNotice = (source: DocumentSource, language: Language): Page => {
  const words = texts[language];
  return {
    language,
    title: words.childTitle,
    sections: words.forChildren(factsOf(source, language)),
    links: [link(words.more, paths.full, language), link(words.other, paths.children, other[language])],
  };
};
