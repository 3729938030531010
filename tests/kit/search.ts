/**
 * The ways in which a text could lie in memory or on a wire: UTF-8, Latin-1 and UTF-16, JSON's escapes, hexadecimal, and
 * base64 in both alphabets, at each of the three places where it can begin in what surrounds it.
 */
const formsOf = (text: string): Buffer[] => {
  const escaped = text.replaceAll(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [
    ...rawForms(Buffer.from(text)),
    Buffer.from(text, 'latin1'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'utf16le').swap16(),
    Buffer.from(escaped),
  ];
};

const rawForms = (bytes: Buffer): Buffer[] => {
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const texts = [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')), bytes.toString('hex')];
  return [bytes, ...texts.map((text) => Buffer.from(text))];
};

/** What to look for: texts, or bytes such as a key, each with a name. */
export type Wanted = Readonly<Record<string, string | Buffer>>;

/** Looks through bytes, piece by piece, and gives the names of what is in them. All forms are looked for at once. */
export const found = (wanted: Wanted, pieces: Iterable<Buffer>): string[] => {
  const names = new Map<string, string>();
  for (const [name, what] of Object.entries(wanted))
    for (const form of typeof what === 'string' ? formsOf(what) : rawForms(what)) names.set(form.toString('latin1'), name);
  const any = new RegExp(Array.from(names.keys(), escapeAll).join('|'), 'g');
  const seen = new Set<string>();
  // As Latin-1, each byte is one letter.
  for (const piece of pieces) for (const [form] of piece.toString('latin1').matchAll(any)) seen.add(names.get(form) ?? '');
  return Array.from(seen).toSorted();
};

const escapeAll = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
