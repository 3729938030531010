import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { z } from 'zod';

/** A configuration that cannot be used. The message has one plain sentence on each line. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
  }
}

type Leaf = { readonly path: readonly string[]; readonly schema: z.ZodType; readonly secret: boolean };
type Tree = { [key: string]: unknown };

const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? inner(schema.unwrap() as z.ZodType)
    : schema;
const isSecret = (schema: z.ZodType): boolean => schema.meta()?.['secret'] === true || inner(schema).meta()?.['secret'] === true;

/** Every single setting of a schema of nested objects. */
export const leavesOf = (schema: z.ZodType, path: readonly string[] = []): Leaf[] => {
  const bare = inner(schema);
  if (!(bare instanceof z.ZodObject)) return [{ path, schema: bare, secret: isSecret(schema) }];
  return Object.entries(bare.shape as Record<string, z.ZodType>).flatMap(([key, value]) => leavesOf(value, [...path, key]));
};

/** `http.portBase` as an environment variable: `ARDOISE_HTTP_PORT_BASE`. */
export const variableOf = (path: readonly string[]): string =>
  ['ardoise', ...path].map((part) => part.replaceAll(/[A-Z]/g, '_$&').toUpperCase()).join('_');

/** Variables that are not settings: where the file is, and what the start scripts use for themselves. */
const otherVariables = /^ARDOISE_(CONFIG$|SETUP_|TEST_)/;

/** How many single-letter changes lead from one word to the other (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};
const nearest = (word: string, known: readonly string[]): string | undefined =>
  known.toSorted((a, b) => distance(word.toLowerCase(), a.toLowerCase()) - distance(word.toLowerCase(), b.toLowerCase()))[0];
const unknownSetting = (name: string, known: readonly string[]) =>
  `${name} is not a setting. The nearest known name is ${nearest(name, known)}.`;

/** What does not parse stays text, which the schema then refuses. */
const fromJson = (text: string): unknown => {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors);
  return errors.length === 0 ? value : text;
};

const fromText = (schema: z.ZodType, text: string): unknown => {
  if (schema instanceof z.ZodNumber) return text.trim() === '' ? text : Number(text);
  if (schema instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (schema instanceof z.ZodRecord || (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject))
    return fromJson(text);
  if (schema instanceof z.ZodArray)
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return text;
};

const put = (tree: Tree, [key, ...rest]: readonly string[], value: unknown): void => {
  if (key === undefined) return;
  if (rest.length === 0) tree[key] = value;
  else {
    const branch = tree[key];
    put(typeof branch === 'object' && branch !== null ? (branch as Tree) : (tree[key] = {}), rest, value);
  }
};

/** What most often stands behind a fault of the file's form. */
const hints: Readonly<Record<string, string>> = {
  InvalidSymbol: 'something stands there that is neither a text between "straight quotes" nor a number, true or false',
  PropertyNameExpected: 'the name of a setting between "straight quotes" is expected there',
  ValueExpected: 'a value is expected there',
  ColonExpected: 'a colon is missing before it',
  CommaExpected: 'a comma is missing before it',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'the object ends before that, and something follows',
  InvalidCharacter: 'a sign stands there that cannot',
  InvalidEscapeCharacter: 'a backslash in a text must be written twice',
  UnexpectedEndOfString: 'a text is not closed by a quote',
  UnexpectedEndOfComment: 'a comment is not closed by */',
};

const readFile = (text: string): Tree => {
  const errors: ParseError[] = [];
  const tree: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors[0]) {
    const line = text.slice(0, errors[0].offset).split('\n').length;
    const code = printParseErrorCode(errors[0].error);
    throw new ConfigError([`The configuration file cannot be read on line ${line}: ${hints[code] ?? code}.`]);
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    throw new ConfigError(['The configuration file must hold one object: { ... }.']);
  }
  return tree as Tree;
};

const sentencesOf = (error: z.ZodError, leaves: readonly Leaf[]): string[] =>
  error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    const known = leaves.map((leaf) => leaf.path.join('.'));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting([...issue.path, key].join('.'), known));
    const leaf = leaves.find((one) => one.path.every((part, index) => part === issue.path[index]));
    const variable = variableOf(leaf?.path ?? issue.path.map(String));
    return [
      `${path} ${issue.code === 'custom' || issue.code === 'invalid_format' ? issue.message : `is refused: ${issue.message}`} (variable ${variable}).`,
    ];
  });

/** The settings of the file's text with the variables over them, checked. Throws `ConfigError`. */
export const readSettings = <S extends z.ZodType>(
  schema: S,
  text: string | null,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<S> => {
  const leaves = leavesOf(schema);
  const byVariable = new Map(leaves.map((leaf) => [variableOf(leaf.path), leaf]));
  const tree = text === null ? {} : readFile(text);
  const faults: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('ARDOISE_') || value === undefined || otherVariables.test(name)) continue;
    const leaf = byVariable.get(name);
    if (leaf) put(tree, leaf.path, fromText(leaf.schema, value));
    else faults.push(unknownSetting(name, [...byVariable.keys()]));
  }
  const result = schema.safeParse(tree);
  if (result.success && faults.length === 0) return result.data;
  throw new ConfigError([...faults, ...(result.success ? [] : sentencesOf(result.error, leaves))]);
};

/** A configuration as JSON for people's eyes: secrets are masked. */
export const printable = (schema: z.ZodType, config: object): string => {
  const copy = structuredClone(config) as Tree;
  const held = (path: readonly string[]) => path.reduce<unknown>((at, key) => (at as Tree | undefined)?.[key], copy);
  for (const { path, secret } of leavesOf(schema)) if (secret && held(path) !== undefined) put(copy, path, '(masked)');
  return JSON.stringify(copy, null, 2);
};
