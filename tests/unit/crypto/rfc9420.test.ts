import { expect, test } from 'vitest';
import { makePskIndex } from 'ts-mls/clientState.js';
import { decodeAuthenticatedContent } from 'ts-mls/authenticatedContent.js';
import { refhash } from 'ts-mls/crypto/hash.js';
import { decryptWithLabel, encryptWithLabel } from 'ts-mls/crypto/hpke.js';
import { deriveSecret, deriveTreeSecret, expandWithLabel } from 'ts-mls/crypto/kdf.js';
import { signWithLabel, verifyWithLabel } from 'ts-mls/crypto/signature.js';
import { verifyConfirmationTag } from 'ts-mls/framedContent.js';
import { encodeGroupContext, type GroupContext } from 'ts-mls/groupContext.js';
import { defaultKeyRetentionConfig } from 'ts-mls/keyRetentionConfig.js';
import { deriveKeySchedule, initializeEpoch, type KeySchedule, mlsExporter } from 'ts-mls/keySchedule.js';
import { accumulatePskSecret } from 'ts-mls/pskIndex.js';
import { createSecretTree, ratchetToGeneration } from 'ts-mls/secretTree.js';
import { expandSenderDataKey, expandSenderDataNonce, type ReuseGuard } from 'ts-mls/sender.js';
import { createConfirmedHash, createInterimHash } from 'ts-mls/transcriptHash.js';
import { bytesToBase64 } from 'ts-mls/util/byteArray.js';
import { mlsSuite, suiteName } from '../../../client/crypto/mls/suite.ts';
import { decoded, hex, toHex, toPkcs8, vectorsOf } from './vectors.ts';

type Labelled = { readonly label: string; readonly out: string };
type Basics = {
  readonly ref_hash: Labelled & { readonly value: string };
  readonly expand_with_label: Labelled & { readonly secret: string; readonly context: string; readonly length: number };
  readonly derive_secret: Labelled & { readonly secret: string };
  readonly derive_tree_secret: Labelled & { readonly secret: string; readonly generation: number; readonly length: number };
  readonly sign_with_label: Readonly<Record<'priv' | 'pub' | 'content' | 'label' | 'signature', string>>;
  readonly encrypt_with_label: Readonly<
    Record<'priv' | 'pub' | 'label' | 'context' | 'plaintext' | 'kem_output' | 'ciphertext', string>
  >;
};
const basics = vectorsOf<Basics>('crypto-basics');

test('RFC 9420 crypto-basics: hashes and derived secrets', async () => {
  const { hash, kdf } = await mlsSuite();
  expect(basics).toHaveLength(1);
  for (const { ref_hash: ref, expand_with_label: expand, derive_secret: derive, derive_tree_secret: tree } of basics) {
    expect(toHex(await refhash(ref.label, hex(ref.value), hash))).toBe(ref.out);
    expect(toHex(await expandWithLabel(hex(expand.secret), expand.label, hex(expand.context), expand.length, kdf))).toBe(
      expand.out,
    );
    expect(toHex(await deriveSecret(hex(derive.secret), derive.label, kdf))).toBe(derive.out);
    const fromTree = await deriveTreeSecret(hex(tree.secret), tree.label, tree.generation, tree.length, kdf);
    expect(toHex(fromTree)).toBe(tree.out);
  }
});

test('RFC 9420 crypto-basics: signatures, theirs and ours', async () => {
  const { signature } = await mlsSuite();
  for (const { sign_with_label: vector } of basics) {
    const { label } = vector;
    const [point, content, theirs] = [hex(vector.pub), hex(vector.content), hex(vector.signature)];
    expect(await verifyWithLabel(point, label, content, theirs, signature)).toBe(true);
    const ours = await signWithLabel(toPkcs8(vector.priv), label, content, signature);
    expect(await verifyWithLabel(point, label, content, ours, signature)).toBe(true);
    expect(await verifyWithLabel(point, `${label} else`, content, ours, signature)).toBe(false);
    expect(await verifyWithLabel(point, label, content.subarray(1), theirs, signature)).toBe(false);
    expect(await verifyWithLabel(point.subarray(1), label, content, theirs, signature)).toBe(false);
  }
});

test('RFC 9420 crypto-basics: encryption to a public key, theirs and ours', async () => {
  const { hpke } = await mlsSuite();
  for (const { encrypt_with_label: vector } of basics) {
    const { label } = vector;
    const [context, plaintext] = [hex(vector.context), hex(vector.plaintext)];
    const key = await hpke.importPrivateKey(hex(vector.priv));
    const theirs = await decryptWithLabel(key, label, context, hex(vector.kem_output), hex(vector.ciphertext), hpke);
    expect(toHex(theirs)).toBe(vector.plaintext);
    const ours = await encryptWithLabel(await hpke.importPublicKey(hex(vector.pub)), label, context, plaintext, hpke);
    expect(toHex(await decryptWithLabel(key, label, context, ours.enc, ours.ct, hpke))).toBe(vector.plaintext);
    await expect(decryptWithLabel(key, `${label} else`, context, ours.enc, ours.ct, hpke)).rejects.toThrow();
  }
});

test('RFC 9420 psk_secret', async () => {
  type Psk = Readonly<Record<'psk_id' | 'psk' | 'psk_nonce', string>>;
  const vectors = vectorsOf<{ readonly psks: readonly Psk[]; readonly psk_secret: string }>('psk_secret');
  const suite = await mlsSuite();
  expect(vectors).toHaveLength(11);
  for (const { psks, psk_secret: secret } of vectors) {
    const ids = psks.map((psk) => ({ psktype: 'external', pskId: hex(psk.psk_id), pskNonce: hex(psk.psk_nonce) }) as const);
    const index = makePskIndex(undefined, Object.fromEntries(psks.map((psk) => [bytesToBase64(hex(psk.psk_id)), hex(psk.psk)])));
    const [made] = await accumulatePskSecret(ids, index, suite, new Uint8Array(suite.kdf.size));
    expect(toHex(made)).toBe(secret);
  }
});

const scheduled = {
  sender_data_secret: 'senderDataSecret',
  exporter_secret: 'exporterSecret',
  external_secret: 'externalSecret',
  confirmation_key: 'confirmationKey',
  membership_key: 'membershipKey',
  resumption_psk: 'resumptionPsk',
  epoch_authenticator: 'epochAuthenticator',
  init_secret: 'initSecret',
} as const satisfies Record<string, keyof KeySchedule>;
type Inputs = 'tree_hash' | 'commit_secret' | 'psk_secret' | 'confirmed_transcript_hash';
type Outputs =
  | 'group_context'
  | 'joiner_secret'
  | 'welcome_secret'
  | 'encryption_secret'
  | 'external_pub'
  | keyof typeof scheduled;
type Epoch = Readonly<Record<Inputs | Outputs, string>> & {
  readonly exporter: { readonly label: string; readonly context: string; readonly length: number; readonly secret: string };
};

test('RFC 9420 key-schedule: five epochs, as a member and as a newcomer', async () => {
  const suite = await mlsSuite();
  const { kdf, hpke } = suite;
  type Vector = { readonly group_id: string; readonly initial_init_secret: string; readonly epochs: readonly Epoch[] };
  const vectors = vectorsOf<Vector>('key-schedule');
  expect(vectors.map(({ epochs }) => epochs.length)).toEqual([5]);
  for (const { group_id: id, initial_init_secret: initial, epochs } of vectors) {
    for (const [at, epoch] of epochs.entries()) {
      const context: GroupContext = {
        version: 'mls10',
        cipherSuite: suiteName,
        groupId: hex(id),
        epoch: BigInt(at),
        treeHash: hex(epoch.tree_hash),
        confirmedTranscriptHash: hex(epoch.confirmed_transcript_hash),
        extensions: [],
      };
      expect(toHex(encodeGroupContext(context))).toBe(epoch.group_context);
      const before = hex(epochs[at - 1]?.init_secret ?? initial);
      const psk = hex(epoch.psk_secret);
      const made = await initializeEpoch(before, hex(epoch.commit_secret), context, psk, kdf);
      const [joined, encryptionSecret] = await deriveKeySchedule(made.joinerSecret, psk, context, kdf);
      expect(toHex(made.joinerSecret)).toBe(epoch.joiner_secret);
      expect(toHex(made.welcomeSecret)).toBe(epoch.welcome_secret);
      expect([made.encryptionSecret, encryptionSecret].map(toHex)).toEqual([epoch.encryption_secret, epoch.encryption_secret]);
      for (const [theirs, ours] of Object.entries(scheduled)) {
        const expected = epoch[theirs as keyof typeof scheduled];
        expect([theirs, toHex(made.keySchedule[ours]), toHex(joined[ours])]).toEqual([theirs, expected, expected]);
      }
      const { publicKey } = await hpke.deriveKeyPair(made.keySchedule.externalSecret);
      expect(toHex(await hpke.exportPublicKey(publicKey))).toBe(epoch.external_pub);
      const { label, context: about, length, secret } = epoch.exporter;
      expect(toHex(await mlsExporter(joined.exporterSecret, label, hex(about), length, suite))).toBe(secret);
    }
  }
});

test('RFC 9420 transcript-hashes', async () => {
  const { hash } = await mlsSuite();
  type Hashes = 'confirmed_transcript_hash_after' | 'interim_transcript_hash_before' | 'interim_transcript_hash_after';
  const vectors = vectorsOf<Readonly<Record<'authenticated_content' | 'confirmation_key' | Hashes, string>>>('transcript-hashes');
  expect(vectors).toHaveLength(1);
  for (const vector of vectors) {
    const { wireformat, content, auth } = decoded(decodeAuthenticatedContent, vector.authenticated_content);
    if (content.contentType !== 'commit' || auth.contentType !== 'commit') throw new Error('no commit');
    const before = hex(vector.interim_transcript_hash_before);
    const confirmed = await createConfirmedHash(before, { wireformat, content, signature: auth.signature }, hash);
    expect(toHex(confirmed)).toBe(vector.confirmed_transcript_hash_after);
    expect(toHex(await createInterimHash(confirmed, auth.confirmationTag, hash))).toBe(vector.interim_transcript_hash_after);
    const key = hex(vector.confirmation_key);
    expect(await verifyConfirmationTag(key, auth.confirmationTag, confirmed, hash)).toBe(true);
    expect(await verifyConfirmationTag(key, auth.confirmationTag, before, hash)).toBe(false);
  }
});

test('RFC 9420 secret-tree: trees of 1, 8 and 32 leaves', async () => {
  const suite = await mlsSuite();
  type Keys = Readonly<Record<'application_key' | 'application_nonce' | 'handshake_key' | 'handshake_nonce', string>>;
  type Vector = {
    readonly encryption_secret: string;
    readonly sender_data: Readonly<Record<'sender_data_secret' | 'ciphertext' | 'key' | 'nonce', string>>;
    readonly leaves: readonly (readonly (Keys & { readonly generation: number })[])[];
  };
  const vectors = vectorsOf<Vector>('secret-tree');
  expect(vectors.map(({ leaves }) => leaves.length)).toEqual([1, 8, 32]);
  // The guard against reuse is mixed into the nonce: with zeros it stays what the vector has.
  const reuseGuard = new Uint8Array(4) as ReuseGuard;
  for (const { encryption_secret: secret, sender_data: sender, leaves } of vectors) {
    const [senderSecret, ciphertext] = [hex(sender.sender_data_secret), hex(sender.ciphertext)];
    expect(toHex(await expandSenderDataKey(suite, senderSecret, ciphertext))).toBe(sender.key);
    expect(toHex(await expandSenderDataNonce(suite, senderSecret, ciphertext))).toBe(sender.nonce);
    const tree = await createSecretTree(leaves.length, hex(secret), suite.kdf);
    for (const [leafIndex, generations] of leaves.entries()) {
      for (const { generation, ...expected } of generations) {
        const [application, handshake] = await Promise.all(
          (['application', 'commit'] as const).map((kind) =>
            ratchetToGeneration(tree, { leafIndex, generation, reuseGuard }, kind, defaultKeyRetentionConfig, suite),
          ),
        );
        expect({
          application_key: toHex(application!.key),
          application_nonce: toHex(application!.nonce),
          handshake_key: toHex(handshake!.key),
          handshake_nonce: toHex(handshake!.nonce),
        }).toEqual(expected);
      }
    }
  }
});
