import { words as en } from '../en/words.ts';
import { words as fr } from '../fr/words.ts';
import type { Language } from '../render/page.ts';

export type Words = typeof fr;

/** Names of what the ledger and the configuration say in codes, by language. */
export const wordsOf: Readonly<Record<Language, Words>> = { fr, en };
