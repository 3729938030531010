import { type Bytes, concat } from '../base/bytes.ts';

const half = 32;
const sequence = 0x30;
const integer = 0x02;

/** A positive DER integer: no leading zeros but the one that keeps it positive. */
const derInteger = (bytes: Uint8Array): Bytes => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  const padded = (digits[0] ?? 0) > 0x7f ? concat(Uint8Array.of(0), digits) : digits;
  return concat(Uint8Array.of(integer, padded.length), padded);
};

/** An ECDSA signature of P-256 (r and s, 64 bytes) as the DER of RFC 3279, section 2.2.3. */
export const toDer = (raw: Uint8Array): Bytes => {
  const content = concat(derInteger(raw.subarray(0, half)), derInteger(raw.subarray(half)));
  return concat(Uint8Array.of(sequence, content.length), content);
};

/** Back to 64 bytes; null unless it is the one DER form of two positive integers of at most 32 bytes. */
export const fromDer = (der: Uint8Array): Bytes | null => {
  if (der[0] !== sequence || der[1] !== der.length - 2) return null;
  const raw = new Uint8Array(2 * half);
  let at = 2;
  for (const end of [half, 2 * half]) {
    const length = der[at + 1] ?? 0;
    const digits = der.subarray(at + 2, at + 2 + length);
    const [first = 0x80, second = 0x80] = digits;
    const minimal = first < 0x80 && (first !== 0 || second >= 0x80 || length === 1);
    const value = first === 0 ? digits.subarray(1) : digits;
    if (der[at] !== integer || digits.length !== length || !minimal || value.length > half) return null;
    raw.set(value, end - value.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
};
