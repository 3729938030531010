import { z } from 'zod';

type Node = Readonly<Record<string, unknown>>;

/** An input that a request's schema lets through, made from what the schema says. Throws when it does not find one. */
export const sampleOf = (input: z.ZodType): object =>
  input.parse(valueOf(z.toJSONSchema(input, { io: 'input' }) as Node)) as object;

const valueOf = (node: Node): unknown => {
  switch (node['type']) {
    case 'object':
      return Object.fromEntries(Object.entries(node['properties'] ?? {}).map(([key, one]) => [key, valueOf(one as Node)]));
    case 'array':
      return [valueOf(node['items'] as Node)];
    case 'string':
      return ((node['enum'] as string[] | undefined) ?? [String(node['pattern']).includes('{22}') ? 'h'.repeat(22) : 'AAAA'])[0];
    case 'integer':
      return node['minimum'] ?? 0;
    default:
      return true;
  }
};
