import { computed, signal } from '@preact/signals';
import { en } from './en.ts';
import { fr, type Text } from './fr.ts';

export type { Text } from './fr.ts';
export const languages = { fr, en } as const satisfies Record<string, Text>;
export type Language = keyof typeof languages;

const chosenKey = 'language';
const isLanguage = (value: string | null): value is Language => value !== null && value in languages;

/** French, unless the browser asks for English first or this tab has chosen otherwise. */
function startLanguage(): Language {
  const chosen = sessionStorage.getItem(chosenKey);
  if (isLanguage(chosen)) return chosen;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

const current = signal<Language>(startLanguage());
document.documentElement.lang = current.value;

/** The language shown now. */
export const language = computed(() => current.value);
/** The texts of the language shown now. A component that reads it is drawn again when the language changes. */
export const text = computed<Text>(() => languages[current.value]);

/** Shows another language, for this tab only. */
export function chooseLanguage(next: Language): void {
  sessionStorage.setItem(chosenKey, next);
  document.documentElement.lang = next;
  current.value = next;
}
