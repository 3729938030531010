import type { Bytes } from '../base/bytes.ts';
import { aesKey, agree, hkdf } from '../base/primitives.ts';

const keyBytes = 16;

/** The key under which two people write to each other: only they can make it, and only with the class secret. */
export const pairKey = async (own: CryptoKey, other: CryptoKey, secret: Bytes, use: string): Promise<CryptoKey> =>
  aesKey(await hkdf(await agree(own, other), `pair ${use}`, keyBytes, secret));
