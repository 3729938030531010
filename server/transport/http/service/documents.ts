import { keptIfSame, notKept } from '../headers.ts';
import type { Routes } from '../routes.ts';

const languages = ['fr', 'en'] as const;
type Language = (typeof languages)[number];

/** A document by its language, as HTTP answers with it. */
export type Documents = ReadonlyMap<string, Readonly<Record<Language, { readonly type: string; readonly body: string }>>>;

/** The language that an Accept-Language header (RFC 9110, section 12.5.4) prefers among ours; null when it names none of them. */
const preferred = (header: string): Language | null => {
  const wishes = header.split(',').map((wish) => {
    const [tag = '', ...parameters] = wish
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { tag, weight: quality ? Number(quality.slice(2)) : 1 };
  });
  const [first] = wishes
    .flatMap(({ tag, weight }) =>
      languages.filter((known) => weight > 0 && tag.split('-')[0] === known).map((known) => ({ known, weight })),
    )
    .toSorted((a, b) => b.weight - a.weight);
  return first?.known ?? null;
};

/**
 * What the server says of itself: the notice, its version for children, the accessibility statement. In the language that
 * `?lang=` asks for, else that of the browser, else `standard`.
 */
export const documentRoutes =
  (documents: Documents, standard: Language): Routes =>
  (app) => {
    for (const [path, document] of documents) {
      app.get<{ Querystring: { lang?: unknown } }>(path, async ({ query, headers }, reply) => {
        const asked = languages.find((known) => known === query.lang);
        const { type, body } = document[asked ?? preferred(headers['accept-language'] ?? '') ?? standard];
        const kept = path.startsWith('/api/') ? notKept : keptIfSame;
        return reply
          .headers({ ...kept, vary: 'accept-language' })
          .type(type)
          .send(body);
      });
    }
  };
