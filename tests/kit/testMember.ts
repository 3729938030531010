import { generateKeyPairSync } from 'node:crypto';
import type { News } from '#protocol/news.ts';
import type { Card } from '#protocol/people.ts';
import type { KeyPackage } from 'ts-mls/keyPackage.js';
import { type Bytes, concat, fromBase64url, toBase64url } from '../../client/crypto/base/bytes.ts';
import { cardHash } from '../../client/crypto/credentials/card.ts';
import { MlsGroup } from '../../client/crypto/mls/group.ts';
import { type KeyPackagePair, newKeyPackage, writeKeyPackage } from '../../client/crypto/mls/leaf.ts';
import { randomBytes } from '../../client/crypto/base/primitives.ts';
import { readCommit } from '../../server/group/handshake.ts';

type Told = { readonly welcome: string } | { readonly commit: string };

const newKeys = (): { readonly signKey: Bytes; readonly publicKey: Bytes } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return {
    signKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
    publicKey: concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y)),
  };
};

const random = (length: number): string => toBase64url(randomBytes(length));

/**
 * One person's keys, and the group as their browser has it. What the server tells of the group is taken up only when this
 * person acts, so that a class of many costs a test little.
 */
export class TestMember {
  readonly #keys = newKeys();
  readonly card: Card = { dh: random(65), verify: toBase64url(this.#keys.publicKey), name: random(64), mac: random(32) };
  #pairs: readonly KeyPackagePair[] = [];
  /** The newest was not used yet, as far as this person knows. */
  #isFresh = false;
  #told: Told[] = [];
  #group: MlsGroup | null = null;

  /** Makes a fresh key package, and gives it as it travels. */
  async offer(id: string): Promise<string> {
    const pair = await newKeyPackage({ id, card: await cardHash(this.card) }, this.#keys);
    this.#pairs = [pair, ...this.#pairs].slice(0, 3);
    this.#isFresh = true;
    return writeKeyPackage(pair.public);
  }

  /** A key package that nobody was added with yet, as it travels. */
  async unused(id: string): Promise<string> {
    return this.#isFresh ? writeKeyPackage(this.keyPackage) : this.offer(id);
  }

  /** What was offered last. */
  get pair(): KeyPackagePair {
    const [newest] = this.#pairs;
    if (!newest) throw new Error('nothing was offered yet');
    return newest;
  }

  get keyPackage(): KeyPackage {
    return this.pair.public;
  }

  /** The state that this person would name on coming back; null for who has not taken up any. */
  get at(): { readonly group: string; readonly epoch: number } | null {
    return this.#group && { group: this.#group.id, epoch: this.#group.epoch };
  }

  hear(name: string, news: unknown): void {
    if (name === 'admitted' || name === 'group.welcome') {
      this.#told.push({ welcome: (news as News<'group.welcome'>).welcome });
      this.#isFresh = false;
    }
    if (name === 'group.commit') this.catchUp([(news as News<'group.commit'>).commit]);
  }

  catchUp(commits: readonly string[]): void {
    for (const commit of commits) this.#told.push({ commit });
  }

  /** The group, after all that was told so far. Throws when it does not follow. */
  async group(link: Bytes): Promise<MlsGroup> {
    while (this.#told.length > 0) {
      const [one] = this.#told;
      if (one) this.#group = 'welcome' in one ? await this.#join(one.welcome, link) : await this.#after(one.commit);
      this.#told.shift();
    }
    if (!this.#group) throw new Error('not in the group');
    return this.#group;
  }

  /** One's own change was taken. */
  take(group: MlsGroup): void {
    this.#group = group;
    // A group that one founds is begun with it.
    this.#isFresh = false;
  }

  async #join(welcome: string, link: Bytes): Promise<MlsGroup> {
    for (const pair of this.#pairs) {
      const group = await MlsGroup.join(welcome, pair, link).catch(() => null);
      if (group) return group;
    }
    throw new Error('a welcome for nobody');
  }

  async #after(commit: string): Promise<MlsGroup | null> {
    const group = this.#group;
    const { content } = readCommit(commit);
    // Told twice: as news, and on coming back.
    if (!group || toBase64url(new Uint8Array(content.groupId)) !== group.id || Number(content.epoch) < group.epoch) return group;
    const next = await group.after(commit, () => true);
    if (next === 'refused') throw new Error('a commit was refused');
    return next === 'gone' ? null : next;
  }
}
