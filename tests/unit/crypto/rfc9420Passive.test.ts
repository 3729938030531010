import { expect, test } from 'vitest';
import { type ClientState, joinGroup, makePskIndex } from 'ts-mls/clientState.js';
import { type CiphersuiteImpl, getCiphersuiteFromName } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';
import { signWithLabel, verifyWithLabel } from 'ts-mls/crypto/signature.js';
import { decodeMlsMessage } from 'ts-mls/message.js';
import { processPrivateMessage, processPublicMessage } from 'ts-mls/processMessages.js';
import { emptyPskIndex } from 'ts-mls/pskIndex.js';
import { decodeRatchetTree } from 'ts-mls/ratchetTree.js';
import { bytesToBase64 } from 'ts-mls/util/byteArray.js';
import { mlsSuite } from '../../../client/crypto/mls/suite.ts';
import { joinByWelcome } from '../../../client/crypto/mls/welcome.ts';
import { decoded, hex, messageOf, toHex, toPkcs8, vectorsOf } from './vectors.ts';

type Private = 'signature_priv' | 'encryption_priv' | 'init_priv';
type Vector = Readonly<Record<'key_package' | Private | 'welcome' | 'initial_epoch_authenticator', string>> & {
  readonly external_psks: readonly Readonly<Record<'psk_id' | 'psk', string>>[];
  readonly ratchet_tree: string | null;
  readonly epochs: readonly (Readonly<Record<'commit' | 'epoch_authenticator', string>> & {
    readonly proposals: readonly string[];
  })[];
};

/** What a vector's client starts with. `toSignKey`: its signature key as the suite takes it. */
const clientOf = (vector: Vector, toSignKey: (scalar: string) => Uint8Array) => ({
  keyPackage: messageOf('mls_key_package', vector.key_package).keyPackage,
  welcome: messageOf('mls_welcome', vector.welcome).welcome,
  keys: {
    initPrivateKey: hex(vector.init_priv),
    hpkePrivateKey: hex(vector.encryption_priv),
    signaturePrivateKey: toSignKey(vector.signature_priv),
  },
  psks: Object.fromEntries(vector.external_psks.map(({ psk_id: id, psk }) => [bytesToBase64(hex(id)), hex(psk)])),
});
type Client = ReturnType<typeof clientOf>;

/** The private keys are those of the key package. */
const expectOwnKeys = async ({ keyPackage, keys }: Client, { hpke, signature }: CiphersuiteImpl): Promise<void> => {
  const { initKey, leafNode } = keyPackage;
  const [text, about] = [hex('2a'), hex('')];
  const pairs = [
    [initKey, keys.initPrivateKey],
    [leafNode.hpkePublicKey, keys.hpkePrivateKey],
  ] as const;
  for (const [open, secret] of pairs) {
    const { enc, ct } = await hpke.seal(await hpke.importPublicKey(open), text, about);
    expect(await hpke.open(await hpke.importPrivateKey(secret), enc, ct, about)).toEqual(text);
  }
  const signed = await signWithLabel(keys.signaturePrivateKey, 'test', text, signature);
  expect(await verifyWithLabel(leafNode.signaturePublicKey, 'test', text, signed, signature)).toBe(true);
};

const join = async ({ welcome, keyPackage, keys, psks }: Client, suite: CiphersuiteImpl): Promise<ClientState> =>
  (await joinByWelcome(welcome, keyPackage, keys, makePskIndex(undefined, psks), suite)).state;

/** Takes every epoch of the vector, whose authenticators the client must have. Gives how much it took, and the most people there were. */
const follow = async (joined: ClientState, { psks }: Client, { epochs }: Vector, suite: CiphersuiteImpl) => {
  let state = joined;
  const taken = { proposals: 0, commits: 0, people: 0 };
  const take = async (digits: string, kind: 'proposals' | 'commits'): Promise<void> => {
    const message = decoded(decodeMlsMessage, digits);
    const index = makePskIndex(state, psks);
    if (message.wireformat === 'mls_public_message')
      state = (await processPublicMessage(state, message.publicMessage, index, suite)).newState;
    else if (message.wireformat === 'mls_private_message')
      state = (await processPrivateMessage(state, message.privateMessage, index, suite)).newState;
    else throw new Error(message.wireformat);
    taken[kind] += 1;
  };
  for (const [at, { proposals, commit, epoch_authenticator: authenticator }] of epochs.entries()) {
    for (const proposal of proposals) await take(proposal, 'proposals');
    await take(commit, 'commits');
    taken.people = Math.max(taken.people, state.ratchetTree.filter((node) => node?.nodeType === 'leaf').length);
    expect([at, toHex(state.keySchedule.epochAuthenticator)]).toEqual([at, authenticator]);
  }
  return taken;
};

test('RFC 9420 passive-client-welcome: our join and the library’s give the same group', async () => {
  const suite = await mlsSuite();
  const vectors = vectorsOf<Vector>('passive-client-welcome').filter(({ ratchet_tree: tree }) => tree === null);
  expect(vectors).toHaveLength(4);
  expect(vectors.filter(({ external_psks: psks }) => psks.length > 0)).toHaveLength(2);
  for (const vector of vectors) {
    const client = clientOf(vector, toPkcs8);
    await expectOwnKeys(client, suite);
    const state = await join(client, suite);
    expect(toHex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
    const { welcome, keyPackage, keys, psks } = client;
    expect(state).toEqual(await joinGroup(welcome, keyPackage, keys, makePskIndex(undefined, psks), suite));
    if (vector.external_psks.length > 0)
      await expect(joinByWelcome(welcome, keyPackage, keys, emptyPskIndex, suite)).rejects.toThrow('pskId');
  }
});

test('RFC 9420 passive-client-welcome: a tree from elsewhere suits the library, and not us, whose welcomes bring it along', async () => {
  const suite = await mlsSuite();
  const vectors = vectorsOf<Vector>('passive-client-welcome').filter(({ ratchet_tree: tree }) => tree !== null);
  expect(vectors).toHaveLength(4);
  for (const vector of vectors) {
    const client = clientOf(vector, toPkcs8);
    await expectOwnKeys(client, suite);
    const { welcome, keyPackage, keys, psks } = client;
    const tree = decoded(decodeRatchetTree, vector.ratchet_tree ?? '');
    const state = await joinGroup(welcome, keyPackage, keys, makePskIndex(undefined, psks), suite, tree);
    expect(toHex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
    await expect(join(client, suite)).rejects.toThrow('no tree');
  }
});

test('RFC 9420 passive-client-handling-commit: who joined by our welcome follows', async () => {
  const suite = await mlsSuite();
  const vectors = vectorsOf<Vector>('passive-client-handling-commit');
  expect(vectors).toHaveLength(10);
  for (const vector of vectors) {
    const client = clientOf(vector, toPkcs8);
    await expectOwnKeys(client, suite);
    const state = await join(client, suite);
    expect(toHex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
    expect((await follow(state, client, vector, suite)).commits).toBe(2);
  }
});

test(
  'RFC 9420 passive-client-random: who joined by our welcome follows 60 epochs of up to 59 people',
  { timeout: 240_000 },
  async () => {
    // The file has suite 1 only: the library's own, over the same WebCrypto.
    const suite = await getCiphersuiteImpl(getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'));
    const vectors = vectorsOf<Vector>('passive-client-random');
    expect(vectors).toHaveLength(1);
    for (const vector of vectors) {
      const client = clientOf(vector, hex);
      await expectOwnKeys(client, suite);
      const state = await join(client, suite);
      expect(toHex(state.keySchedule.epochAuthenticator)).toBe(vector.initial_epoch_authenticator);
      expect(await follow(state, client, vector, suite)).toEqual({ proposals: 384, commits: 60, people: 59 });
    }
  },
);
