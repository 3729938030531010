import { newAgreementKeys, newSigningKeys } from './primitives.ts';

/** The two key pairs of one visit. The private keys cannot be taken out of the browser. */
export type Identity = {
  /** ECDH: others wrap their sender keys for it. */
  readonly agreement: CryptoKeyPair;
  /** ECDSA: signs what this person writes. */
  readonly signing: CryptoKeyPair;
};

/** Fresh key pairs, made once for each visit. */
export const newIdentity = async (): Promise<Identity> => ({
  agreement: await newAgreementKeys(),
  signing: await newSigningKeys(false),
});
