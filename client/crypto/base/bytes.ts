/** Bytes that own a plain buffer, as WebCrypto wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Base64url without padding (RFC 4648, section 5). */
export const toBase64url = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** The bytes of a base64url text without padding. Throws SyntaxError unless it is the one canonical form. */
export const fromBase64url = (text: string): Bytes => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new SyntaxError('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  if (toBase64url(bytes) !== text) throw new SyntaxError('not canonical base64url');
  return bytes;
};

export const concat = (...parts: readonly Uint8Array[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Text of UTF-8 bytes. Throws TypeError when they are not UTF-8. */
export const fromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

/** Compares in a time that depends on the lengths only. */
export const equal = (one: Uint8Array, other: Uint8Array): boolean => {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= (one[at] ?? 0) ^ (other[at] ?? 0);
  return difference === 0;
};

/** A number as big-endian bytes. */
export const uint = (value: number, length: number): Bytes => {
  const bytes = new Uint8Array(length);
  for (let at = length - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
};

/** The number in big-endian bytes, at most six of them. */
export const readUint = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value * 256 + byte, 0);

/**
 * An unambiguous encoding of a list, for what is signed or authenticated: each part is preceded by its length in 4 bytes,
 * so that no two lists give the same bytes.
 */
export const framed = (...parts: readonly (string | number | Uint8Array)[]): Bytes =>
  concat(
    ...parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? utf8(part) : typeof part === 'number' ? uint(part, 6) : part;
      return [uint(bytes.length, 4), bytes];
    }),
  );
