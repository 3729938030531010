/** The middle of base64, which is the same wherever in a longer text the canary began: at each of three offsets. */
const inBase64 = (text: string, encoding: 'base64' | 'base64url'): string[] =>
  [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
    const whole = Math.floor(padded.length / 3) * 4;
    return padded.toString(encoding).slice(offset === 0 ? 0 : offset + 1, whole);
  });

/** The bytes to look for: a text as it is, in UTF-16, in base64 and base64url, in hexadecimal; with `bytes` also what it stands for. */
export const needlesOf = ({ text, bytes: standsForBytes = false }: { text: string; bytes?: boolean }): readonly Buffer[] => {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const texts = [text, ...inBase64(text, 'base64'), ...inBase64(text, 'base64url'), hex, hex.toUpperCase()];
  const raw = standsForBytes ? [Buffer.from(text, 'base64url')] : [];
  return [...[...new Set(texts)].map((one) => Buffer.from(one)), Buffer.from(text, 'utf16le'), ...raw];
};

/** What to look for in raw memory, where nothing has been encoded anew: a text as it is, in UTF-16, and what it stands for. */
export const rawNeedlesOf = ({ text, bytes = false }: { text: string; bytes?: boolean }): readonly Buffer[] => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  ...(bytes ? [Buffer.from(text, 'base64url')] : []),
];
