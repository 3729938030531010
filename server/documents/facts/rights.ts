import type { Words } from './words.ts';
import type { DocumentSettings } from './source.ts';

type Right = keyof Words['rights'];
const all: readonly Right[] = ['access', 'rectification', 'restriction', 'objection', 'erasure', 'portability', 'withdrawal'];

/** The rights that go with each legal basis (GDPR, articles 7 and 15 to 21; CNIL, guide for developers, sheet 15). */
const given: Readonly<Record<DocumentSettings['legalBasis'] | 'security', readonly Right[]>> = {
  'public-task': ['access', 'rectification', 'restriction', 'objection'],
  contract: ['access', 'rectification', 'restriction', 'erasure', 'portability'],
  'legitimate-interest': ['access', 'rectification', 'restriction', 'objection', 'erasure'],
  consent: ['access', 'rectification', 'restriction', 'erasure', 'portability', 'withdrawal'],
  /** A legal obligation: article 6(1)(c). */
  security: ['access', 'rectification', 'restriction'],
};

const rightsOn = (basis: keyof typeof given, words: Words) => ({
  has: given[basis].map((right) => words.rights[right]),
  hasNot: all.filter((right) => right !== 'withdrawal' && !given[basis].includes(right)).map((right) => words.rights[right]),
});

/** The rights that people have on the basis of the classes and on that of security, and those that these do not give. */
export const rightsOf = (basis: DocumentSettings['legalBasis'], words: Words) => ({
  rights: rightsOn(basis, words),
  securityRights: rightsOn('security', words),
  /** One may object (GDPR, article 21). */
  mayObject: given[basis].includes('objection'),
});
