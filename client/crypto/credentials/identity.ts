import { type Bytes } from '../base/bytes.ts';
import { exportPoint, newAgreementKeys, newSigningKeys } from '../base/primitives.ts';

/** The two key pairs of one visit. */
export type Identity = {
  /** ECDH: for messages between two people. The private key cannot be taken out of the browser. */
  readonly agreement: CryptoKeyPair;
  /** ECDSA: signs what this person writes and does in the group. */
  readonly signing: CryptoKeyPair;
  /** The private signing key in PKCS #8, as the MLS library wants it. It is kept only where the whole visit is sealed. */
  readonly signKey: Bytes;
  /** The public signing key, a point of 65 bytes. */
  readonly publicKey: Bytes;
};

/** Fresh key pairs, made once for each visit. */
export const newIdentity = async (): Promise<Identity> => {
  const [agreement, signing] = await Promise.all([newAgreementKeys(), newSigningKeys(true)]);
  return {
    agreement,
    signing,
    signKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', signing.privateKey)),
    publicKey: await exportPoint(signing.publicKey),
  };
};
