import { signal } from '@preact/signals';
import { ask } from '../net/http.ts';
import type { Language } from '../text/text.ts';

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;
type PrivacyFile = { readonly data: readonly { readonly key: string; readonly what: Readonly<Record<Language, string>> }[] };

/** The names of the ledger's items, as the server's own privacy file gives them. Empty until `loadLedgerWords` has them. */
export const ledgerWords = signal<Words>({});

export const loadLedgerWords = async (): Promise<void> => {
  if (Object.keys(ledgerWords.value).length > 0) return;
  const answer = await ask<PrivacyFile>('GET', '/.well-known/privacy.json');
  if (answer.ok) ledgerWords.value = Object.fromEntries(answer.value.data.map(({ key, what }) => [key, what]));
};
