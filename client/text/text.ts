import { computed, signal } from '@preact/signals';
import type { Text } from './fr.ts';

export type { Text } from './fr.ts';

/** A language is a script of its own, of which a page fetches the one that it shows. */
const scripts = {
  fr: (): Promise<Text> => import('./fr.ts').then(({ fr }) => fr),
  en: (): Promise<Text> => import('./en.ts').then(({ en }) => en),
} as const;
export type Language = keyof typeof scripts;
export const languages: readonly Language[] = ['fr', 'en'];

const chosenKey = 'language';
const isLanguage = (value: string | null): value is Language => value !== null && value in scripts;

/** French, unless the browser asks for English first or this tab has chosen otherwise. */
function startLanguage(): Language {
  const chosen = sessionStorage.getItem(chosenKey);
  if (isLanguage(chosen)) return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

type Shown = { readonly language: Language; readonly text: Text };
/** Nothing is drawn before `loadText`. */
const current = signal<Shown | null>(null);
const shown = (): Shown => {
  if (!current.value) throw new TypeError('no text yet');
  return current.value;
};

/** The language shown now. */
export const language = computed(() => shown().language);
/** The texts of the language shown now. A component that reads it is drawn again when the language changes. */
export const text = computed<Text>(() => shown().text);

const show = (language: Language, words: Text): void => {
  document.documentElement.lang = language;
  current.value = { language, text: words };
};

/** Fetches the texts of the first language. Rejects when they do not come. */
export async function loadText(): Promise<void> {
  const first = startLanguage();
  show(first, await scripts[first]());
}

/** Shows another language, for this tab only. If its script does not come, the page opens again in it. */
export async function chooseLanguage(next: Language): Promise<void> {
  sessionStorage.setItem(chosenKey, next);
  const chosen = await scripts[next]().catch(() => null);
  if (!chosen) return location.reload();
  show(next, chosen);
}

/** The texts of a part that comes by itself, in the language shown now. Both languages come with it: they weigh less than a request. */
export const wordsIn =
  <W>(words: Readonly<Record<Language, W>>): (() => W) =>
  () =>
    words[language.value];

/** A number with its noun, in French and in English. */
export const countFr = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;
export const countEn = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
