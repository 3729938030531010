import type { Capabilities } from 'ts-mls/capabilities.js';
import type { Credential } from 'ts-mls/credential.js';
import { generateKeyPackageWithKey, type KeyPackage, type PrivateKeyPackage, verifyKeyPackage } from 'ts-mls/keyPackage.js';
import { type LeafNode, verifyLeafNodeSignatureKeyPackage } from 'ts-mls/leafNode.js';
import type { Node } from 'ts-mls/ratchetTree.js';
import { framed, fromBase64url, fromUtf8, readUint, toBase64url } from '../base/bytes.ts';
import { readMessage, writeMessage } from './messageText.ts';
import { mlsSuite, suiteName } from './suite.ts';

/** The staff list's extension type, from the range for private use (RFC 9420, section 17.3). */
export const staffExtension = 0xf001;

/** Who a leaf of the group is: the participant, by identifier, and the card they show, by its hash in base64url. */
export type Occupant = { readonly id: string; readonly card: string };

/** A leaf's place and occupant, and the key with which it signs (a point of 65 bytes, base64url). */
export type GroupMember = Occupant & { readonly leaf: number; readonly key: string };

/** Secrets of one key package. They are used once. */
export type KeyPackagePair = { readonly public: KeyPackage; readonly private: PrivateKeyPackage };

const capabilities: Capabilities = {
  versions: ['mls10'],
  ciphersuites: [suiteName],
  extensions: [staffExtension],
  proposals: [],
  credentials: ['basic'],
};

// A browser's clock may be years wrong: a key package lives as long as the visit, whatever it says.
const always = { notBefore: 0n, notAfter: 0xffff_ffff_ffff_ffffn };

const label = 'ardoise member 1';

const credentialOf = ({ id, card }: Occupant): Credential => ({
  credentialType: 'basic',
  identity: framed(label, id, fromBase64url(card)),
});

/** The parts of `framed`; null when the bytes are no such list. */
const unframed = (bytes: Uint8Array): Uint8Array[] | null => {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = readUint(bytes.subarray(at, at + 4));
    const end = at + 4 + length;
    if (at + 4 > bytes.length || end > bytes.length) return null;
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
};

/** Who a leaf says it is; null when it is none of ours. */
export const occupantOf = ({ credential }: LeafNode): Occupant | null => {
  if (credential.credentialType !== 'basic') return null;
  const [mark, id, card, ...rest] = unframed(credential.identity) ?? [];
  if (!mark || !id || card?.length !== 32 || rest.length > 0 || fromUtf8(mark) !== label) return null;
  return { id: fromUtf8(id), card: toBase64url(card) };
};

/** Who sits at a place of the tree; null when it is empty, or not one of ours. */
export const memberAt = (node: Node | undefined, leaf: number): GroupMember | null => {
  const occupant = node?.nodeType === 'leaf' ? occupantOf(node.leaf) : null;
  return node?.nodeType === 'leaf' && occupant ? { ...occupant, leaf, key: toBase64url(node.leaf.signaturePublicKey) } : null;
};

/** A fresh key package for this person, signed with their card's key (`signKey`: PKCS #8; `verifyKey`: the point). */
export const newKeyPackage = async (
  occupant: Occupant,
  keys: { readonly signKey: Uint8Array; readonly publicKey: Uint8Array },
): Promise<KeyPackagePair> => {
  const suite = await mlsSuite();
  const made = await generateKeyPackageWithKey(credentialOf(occupant), capabilities, always, [], keys, suite);
  return { public: made.publicPackage, private: made.privatePackage };
};

/** Whether a key package, and the leaf in it, are signed with the key that they name (RFC 9420, sections 7.3 and 10.1). */
export const isGenuine = async (keyPackage: KeyPackage): Promise<boolean> => {
  const { signature } = await mlsSuite();
  const signed = [verifyKeyPackage(keyPackage, signature), verifyLeafNodeSignatureKeyPackage(keyPackage.leafNode, signature)];
  return (await Promise.all(signed).catch(() => [false])).every(Boolean);
};

/** A key package as it travels. */
export const writeKeyPackage = (keyPackage: KeyPackage): string =>
  writeMessage({ version: 'mls10', wireformat: 'mls_key_package', keyPackage });

/** Reads a key package, not yet believed; null when it is none. */
export const readKeyPackage = (text: string): KeyPackage | null => {
  const message = readMessage(text);
  return message?.wireformat === 'mls_key_package' ? message.keyPackage : null;
};
