import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitLinks } from '../../../client/tools/chat/links.ts';

const links = (text: string) => splitLinks(text).flatMap(({ url }) => url ?? []);

describe('an address is found whole, and nothing of the sentence around it (F17)', () => {
  test.each([
    ["https://fr.wikipedia.org/wiki/Théorème_d'Euler", "https://fr.wikipedia.org/wiki/Théorème_d'Euler"],
    ['https://fr.wikipedia.org/wiki/Théorème_d’Euler !', 'https://fr.wikipedia.org/wiki/Théorème_d’Euler'],
    ['https://fr.wikipedia.org/wiki/Thalès_(mathématicien)', 'https://fr.wikipedia.org/wiki/Thalès_(mathématicien)'],
    ['(https://fr.wikipedia.org/wiki/Thalès_(mathématicien))', 'https://fr.wikipedia.org/wiki/Thalès_(mathématicien)'],
    ['(voir https://exemple.fr/a), puis', 'https://exemple.fr/a'],
    ['lisez https://exemple.fr/a(b)c(d).', 'https://exemple.fr/a(b)c(d)'],
    ['[le cours](https://exemple.fr/cours)', 'https://exemple.fr/cours'],
    ['https://exemple.fr/?q[]=1&r[]=2', 'https://exemple.fr/?q[]=1&r[]=2'],
    ["'https://exemple.fr/a'", 'https://exemple.fr/a'],
    ['« https://exemple.fr/a »', 'https://exemple.fr/a'],
    ['“https://exemple.fr/a”', 'https://exemple.fr/a'],
    ['"https://exemple.fr/a"', 'https://exemple.fr/a'],
    ['<https://exemple.fr/a>', 'https://exemple.fr/a'],
    ['https://exemple.fr/a?b=c#d!', 'https://exemple.fr/a?b=c#d'],
    ['https://exemple.fr/a…', 'https://exemple.fr/a'],
    ['https://exemple.fr/~dupont/', 'https://exemple.fr/~dupont/'],
    ['https://exemple.fr:8443/a;b=c,d', 'https://exemple.fr:8443/a;b=c,d'],
    ['https://zh.wikipedia.org/wiki/欧拉定理。', 'https://zh.wikipedia.org/wiki/欧拉定理'],
    ['HTTPS://EXEMPLE.FR/A', 'HTTPS://EXEMPLE.FR/A'],
    ['https://exemple.fr/🦊', 'https://exemple.fr/🦊'],
  ])('%s', (text, url) => expect(links(text)).toEqual([url]));
});

test('signs that cannot be seen, and that turn the reading round, end an address (F17)', () => {
  expect(links('https://exemple.fr/\u202efdp.exe')).toEqual(['https://exemple.fr/']);
});

test('nothing of any message is lost, and what is a link opens (F17)', () => {
  const pieces = fc.constantFrom('https://', 'a.fr', '/', '(', ')', "'", '’', '.', ',', ' ', 'é', '🦊', '[', ']', '\ud800', '»');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (all) => {
      const text = all.join('');
      const parts = splitLinks(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const { url } of parts) if (url !== null) expect(URL.canParse(url)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});
