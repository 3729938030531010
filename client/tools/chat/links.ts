/** A piece of a message; `url` is null for plain text. */
export type TextPart = { readonly text: string; readonly url: string | null };

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}»]/giu;

/** Finds http and https addresses in a text. Nothing else becomes a link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    if (!URL.canParse(found)) continue;
    if (index > at) parts.push({ text: text.slice(at, index), url: null });
    parts.push({ text: found, url: found });
    at = index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), url: null });
  return parts;
}
