/** A piece of a message; `url` is null for plain text. */
export type TextPart = { readonly text: string; readonly url: string | null };

/** All that can stand in an address (RFC 3987): not blanks, nor signs that put words in quotes or angles. */
const address = /https?:\/\/[^\s<>"“”„«»‹›`\p{Cc}\p{Cf}]+/giu;
/** What ends a sentence and no address: stops, quotes. `Théorème_d'` alone is rather a quote that closes. */
const ending = /[.,;:!?…'’‘*_~|\\。、，；：！？]$/u;
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '）': '（', '】': '【', '」': '「' };

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** An address without what belongs to the sentence around it: a bracket that closes more than the address has opened, and stops. */
const trimmed = (found: string): string => {
  const last = found.at(-1) ?? '';
  const opens = pairs[last];
  const goes = opens === undefined ? ending.test(found) : count(found, last) > count(found, opens);
  return goes ? trimmed(found.slice(0, -last.length)) : found;
};

/** Finds http and https addresses in a text. Nothing else becomes a link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = trimmed(found);
    if (!URL.canParse(url)) continue;
    if (index > at) parts.push({ text: text.slice(at, index), url: null });
    parts.push({ text: url, url });
    at = index + url.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), url: null });
  return parts;
}
