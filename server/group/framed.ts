const lengthBytes = 4;
const numberBytes = 6;

const uint = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};

/** The same unambiguous list that browsers sign (`client/crypto/bytes.ts`): each part is preceded by its length. */
export const framed = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : typeof part === 'number' ? uint(part, numberBytes) : part;
      return [uint(bytes.length, lengthBytes), bytes];
    }),
  );
