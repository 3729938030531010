import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** The part of JSON Schema (2020-12) that zod makes of the protocol. */
type Schema = {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: Json[];
  const?: Json;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
/** Longer text and lists than these say nothing new, and cost the worker and the reader of a counterexample. */
const textMax = 48;
const listMax = 4;

const textFor = ({ pattern, minLength = 0, maxLength = textMax }: Schema): Arbitrary<string> => {
  const length = /\{(\d+)\}/.exec(pattern ?? '')?.[1];
  const bounds = length
    ? { minLength: Number(length), maxLength: Number(length) }
    : { minLength, maxLength: Math.max(minLength, Math.min(maxLength, textMax)) };
  return pattern ? fc.string({ unit: fc.constantFrom(...alphabet), ...bounds }) : fc.string(bounds);
};

const numberFor = ({ type, minimum = -1e9, maximum = 1e9 }: Schema): Arbitrary<number> =>
  type === 'integer'
    ? fc.integer({ min: minimum, max: Math.min(maximum, Number.MAX_SAFE_INTEGER) })
    : fc.double({ min: minimum, max: maximum, noNaN: true, noDefaultInfinity: true });

const objectFor = ({ properties = {}, required = [], additionalProperties }: Schema): Arbitrary<Json> => {
  if (typeof additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 8 }), valueFor(additionalProperties), { maxKeys: 3, noNullPrototype: true });
  const shape = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, valueFor(schema)]));
  return fc.record(shape, { requiredKeys: required, noNullPrototype: true });
};

const valueFor = (schema: Schema): Arbitrary<Json> => {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valueFor));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectFor(schema);
    case 'array':
      return fc.array(valueFor(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? listMax, listMax)),
      });
    case 'string':
      return textFor(schema);
    case 'integer':
    case 'number':
      return numberFor(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
    case undefined:
      return fc.constant(null);
    default:
      throw new Error(`no values are made for ${JSON.stringify(schema)}`);
  }
};

/** Anything that fits a schema of the protocol. */
export const fitting = (schema: z.ZodType): Arbitrary<Json> =>
  valueFor(z.toJSONSchema(schema) as Schema).filter((value) => schema.safeParse(value).success);

const nested = (depth: number, inner: Json): Json => (depth === 0 ? inner : { a: [nested(depth - 1, inner)] });

const junk: Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json[]>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, '', 'text', [], {}, [null], { id: null }, { length: 1 }),
  fc.constantFrom<Json[]>('\0', '𝕬', '../../etc/passwd', '__proto__', 'A'.repeat(300), 'A'.repeat(20_000)),
  fc.nat({ max: 40 }).map((depth) => nested(depth, null)),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }) as Arbitrary<Json>,
);

type Path = readonly (string | number)[];
const pathsIn = (value: Json, at: Path = []): Path[] =>
  value !== null && typeof value === 'object'
    ? [at, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...at, Array.isArray(value) ? Number(key) : key]))]
    : [at];

const changedAt = (value: Json, path: Path, change: (inner: Json) => Json | undefined): Json | undefined => {
  const [key, ...rest] = path;
  if (key === undefined || value === null || typeof value !== 'object') return change(value);
  const copy = structuredClone(value) as Record<string | number, Json>;
  const inner = changedAt(copy[key] ?? null, rest, change);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy as Json;
};

const changes: Arbitrary<(inner: Json) => Json | undefined> = fc.oneof(
  fc.constant(() => undefined),
  junk.map((odd) => () => odd),
  fc.constantFrom(2, 200).map((times) => (inner: Json) => (typeof inner === 'string' ? `${inner}A`.repeat(times) : inner)),
  fc
    .constantFrom(2, 200)
    .map((times) => (inner: Json) => (Array.isArray(inner) ? Array.from({ length: times }, () => inner).flat() : [inner])),
  fc.tuple(fc.constantFrom('extra', '__proto__', 'constructor', 'id', 'to', 'role'), junk).map(([key, odd]) => (inner: Json) => {
    return inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? { ...inner, ...JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(odd)}}`) }
      : odd;
  }),
);

/** What does not fit a schema, in all kinds of ways: something missing, too much, too long, of the wrong kind, or nonsense. */
export const misfitting = (schema: z.ZodType): Arbitrary<Json> =>
  fc
    .oneof(
      { weight: 1, arbitrary: junk },
      {
        weight: 4,
        arbitrary: fc.tuple(valueFor(z.toJSONSchema(schema) as Schema), fc.nat(), changes).map(([value, index, change]) => {
          const paths = pathsIn(value);
          return changedAt(value, paths[index % paths.length] ?? [], change) ?? null;
        }),
      },
    )
    // As it arrives: on its way a hole in a list becomes null.
    .filter((value) => !schema.safeParse(JSON.parse(JSON.stringify(value))).success);
