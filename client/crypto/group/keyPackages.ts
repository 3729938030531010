import { newKeyPackage, type KeyPackagePair, writeKeyPackage } from '../mls/leaf.ts';
import type { Identity } from '../credentials/identity.ts';
import type { Self } from './parts.ts';

/** A welcome may come for the package before the last one. */
const kept = 3;

/** One's own key packages: each is for being added once. */
export class KeyPackages {
  readonly #self: Self;
  readonly #identity: Identity;
  #pairs: readonly KeyPackagePair[] = [];

  constructor(self: Self, identity: Identity) {
    this.#self = self;
    this.#identity = identity;
  }

  /** Newest first. */
  get pairs(): readonly KeyPackagePair[] {
    return this.#pairs;
  }

  /** A fresh one. */
  async make(): Promise<KeyPackagePair> {
    const { id, hash } = this.#self;
    const pair = await newKeyPackage({ id, card: hash }, this.#identity);
    this.#pairs = [pair, ...this.#pairs].slice(0, kept);
    return pair;
  }

  /** The public half of a fresh one, as it travels. */
  async offer(): Promise<string> {
    return writeKeyPackage((await this.make()).public);
  }

  /** This one was used. */
  spend(used: KeyPackagePair): void {
    this.#pairs = this.#pairs.filter((pair) => pair !== used);
  }
}
