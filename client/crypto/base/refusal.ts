/**
 * Why a browser refuses what it was given. Each code has a sentence in `client/text`.
 * - `link`: the link is broken, or lacks the part after `#` that this class needs
 * - `fingerprint`: the class is not the one that the link was made for
 * - `signature`: not signed by the class's host
 * - `stripped`: the link promises end-to-end encryption and the server says that there is none
 * - `unreadable`: cannot be opened with the keys of this link
 * - `too-long`: more text than fits
 */
export type CryptoRefusalCode = 'link' | 'fingerprint' | 'signature' | 'stripped' | 'unreadable' | 'too-long';

/** Something that the keys do not confirm. Nothing of it may be used. */
export class CryptoRefusal extends Error {
  readonly code: CryptoRefusalCode;

  constructor(code: CryptoRefusalCode) {
    super(code);
    this.name = 'CryptoRefusal';
    this.code = code;
  }
}
