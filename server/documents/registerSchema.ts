const words = { type: 'string', minLength: 1 };
const wordList = { type: 'array', items: words };
const closed = (properties: Readonly<Record<string, object>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const listOf = (items: object) => ({ type: 'array', items });

const party = { name: words, address: words, contact: words };
const processor = closed({ ...party, service: words, country: words, contract: words, safeguard: words });
const transfers = { ...wordList, minItems: 1 };
const head = {
  $schema: words,
  language: { type: 'string', enum: ['fr', 'en'] },
  made: words,
  software: words,
  configuration: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  toComplete: wordList,
};
const security = { ...listOf(closed({ title: words, description: words })), minItems: 1 };
const item = closed({ key: words, what: words, purpose: words, persons: words, recipients: words, places: words, until: words });
const processing = closed({
  name: words,
  basis: words,
  purposes: { ...wordList, minItems: 1 },
  persons: { ...wordList, minItems: 1 },
  data: { ...listOf(item), minItems: 1 },
  sensitive: words,
  recipients: { ...wordList, minItems: 1 },
  transfers,
});

/** The shape of the registers' JSON: ours, as there is no official one (JSON Schema 2020-12). */
export const registerSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Register of processing activities (GDPR, article 30)',
  anyOf: [
    closed({
      ...head,
      kind: { type: 'string', const: 'controller' },
      controller: closed(party),
      jointControllers: listOf(closed(party)),
      officer: words,
      processors: listOf(processor),
      processings: { ...listOf(processing), minItems: 1 },
      security,
    }),
    closed({
      ...head,
      kind: { type: 'string', const: 'processor' },
      processor: closed({ ...party, country: words, officer: words }),
      controllers: {
        ...listOf(closed({ ...party, officer: words, contract: words, categories: { ...wordList, minItems: 1 } })),
        minItems: 1,
      },
      subProcessors: listOf(processor),
      transfers,
      security,
    }),
  ],
};
