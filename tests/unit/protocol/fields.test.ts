import { expect, test } from 'vitest';
import { z } from 'zod';
import { ledger } from '../../../server/privacy/ledger.ts';
import * as access from '../../../server/protocol/access.ts';
import * as held from '../../../server/protocol/held.ts';
import * as http from '../../../server/protocol/http.ts';
import { news } from '../../../server/protocol/news.ts';
import { requests } from '../../../server/protocol/requests.ts';

type Node = { [key: string]: unknown };

/** The strings of a JSON Schema, with the path to each. A closed list (enum, const) is not free text. */
const freeStrings = (node: Node, path: string, defs: Node): [string, Node][] => {
  if (typeof node['$ref'] === 'string') return freeStrings(defs[node['$ref'].split('/').at(-1)!] as Node, path, defs);
  const own: [string, Node][] = node['type'] === 'string' && !node['enum'] && node['const'] === undefined ? [[path, node]] : [];
  const children = Object.entries(node).filter(([key]) => key !== '$defs');
  return own.concat(
    children.flatMap(([key, value]) => {
      if (Array.isArray(value))
        return value.flatMap((item, index) => (isNode(item) ? freeStrings(item, `${path}/${key}/${index}`, defs) : []));
      return isNode(value) ? freeStrings(value, `${path}/${key}`, defs) : [];
    }),
  );
};
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const stringsOf = (name: string, schema: z.ZodType): [string, Node][] => {
  const root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Node;
  return freeStrings(root, name, (root['$defs'] ?? {}) as Node);
};

const isDeclared = (node: Node): boolean =>
  node['sealed'] === true || node['technical'] === true || (typeof node['ledger'] === 'string' && node['ledger'] in ledger);

const schemas: [string, z.ZodType][] = [
  ...Object.entries(requests).flatMap(([name, { input, answer }]): [string, z.ZodType][] => [
    [`request ${name}`, input],
    [`answer ${name}`, answer],
  ]),
  ...Object.entries(news).map(([name, schema]): [string, z.ZodType] => [`news ${name}`, schema]),
  ...Object.entries({ ...http, ...held, ...access }).flatMap(([name, schema]): [string, z.ZodType][] =>
    schema instanceof z.ZodType ? [[`http ${name}`, schema]] : [],
  ),
];

test.each(schemas)('every text of %s is sealed, technical, or declared in the ledger', (name, schema) => {
  const undeclared = stringsOf(name, schema).filter(([path, node]) => !isDeclared(node) && !path.endsWith('propertyNames'));
  expect(undeclared.map(([path]) => path)).toEqual([]);
});

test('a clear text field that nobody declared is found', () => {
  const leaking = z.strictObject({ displayName: z.string() });
  expect(stringsOf('news leaking', leaking).filter(([, node]) => !isDeclared(node))).toHaveLength(1);
});
