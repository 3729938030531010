import type { Words } from './words.ts';
import type { DocumentSettings } from './source.ts';

type Right = keyof Words['rights'];
const all: readonly Right[] = ['access', 'rectification', 'restriction', 'objection', 'erasure', 'portability', 'withdrawal'];

/** The rights that go with each legal basis (GDPR, articles 7 and 15 to 21; CNIL, guide for developers, sheet 15). */
const given: Readonly<Record<DocumentSettings['legalBasis'], readonly Right[]>> = {
  'public-task': ['access', 'rectification', 'restriction', 'objection'],
  contract: ['access', 'rectification', 'restriction', 'erasure', 'portability'],
  'legitimate-interest': ['access', 'rectification', 'restriction', 'objection', 'erasure'],
  consent: ['access', 'rectification', 'restriction', 'erasure', 'portability', 'withdrawal'],
};

/** The rights that people have on a legal basis, and those that it does not give them. */
export const rightsOf = (basis: DocumentSettings['legalBasis'], words: Words) => ({
  rights: given[basis].map((right) => words.rights[right]),
  withoutRights: all
    .filter((right) => right !== 'withdrawal' && !given[basis].includes(right))
    .map((right) => words.rights[right]),
});
