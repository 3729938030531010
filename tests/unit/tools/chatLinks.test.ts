import { expect, test } from 'vitest';
import { splitLinks } from '../../../client/tools/chat/links.ts';

const links = (text: string) => splitLinks(text).flatMap(({ url }) => url ?? []);

test('an address in a message becomes a link, without the punctuation after it', () => {
  expect(links('Voir https://exemple.fr/a?b=1, puis (http://autre.example/c).')).toEqual([
    'https://exemple.fr/a?b=1',
    'http://autre.example/c',
  ]);
});
test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'exemple.fr', '<a href="x">'])(
  '%s is only text',
  (words) => {
    expect(links(words)).toEqual([]);
  },
);
test('nothing of a message is lost', () => {
  const words = 'a https://exemple.fr b\nhttps://exemple.fr';
  expect(
    splitLinks(words)
      .map(({ text }) => text)
      .join(''),
  ).toBe(words);
});
