import { expect } from 'vitest';
import type { Source } from '#protocol/media.ts';
import type { WarningKind } from '../../client/state/call.ts';
import { codes } from '../../client/text/fr/codes.ts';
import { room as words } from '../../client/text/fr/room.ts';
import type { Visitor } from './browser.ts';

/** A warning, and of whose browser, and of what, when it names somebody. */
export type Expected = WarningKind | readonly [kind: WarningKind, name: string, source?: Source];

const shield = ({ page }: Visitor) => page.locator('.shield');

const sentenceOf = (expected: Expected): string =>
  typeof expected === 'string' ? codes.warnings[expected]() : codes.warnings[expected[0]](expected[1], expected[2]);

/** Resolves once the shield says this of the class, and has exactly these sentences behind it, however often each. */
const says = async (person: Visitor, state: 'noted' | 'warned', expected: readonly Expected[]): Promise<void> => {
  await shield(person).getByText(words.shield[state]).waitFor();
  await openShield(person);
  const lines = person.page.locator('.shield-warnings li');
  const sentences = expected.map(sentenceOf);
  for (const sentence of sentences) await lines.filter({ hasText: sentence }).waitFor();
  const shown = await lines.locator('.sentence').allInnerTexts();
  await closeShield(person);
  expect(shown.toSorted()).toEqual(sentences.toSorted());
};

/** Resolves once the shield warns of exactly this, in words: something that only the server can have done is among it. */
export const isWarned = (person: Visitor, ...expected: readonly Expected[]): Promise<void> => says(person, 'warned', expected);

/** Resolves once the shield remarks exactly this of people's browsers, calmly: nothing is said of the server. */
export const isNoting = (person: Visitor, ...expected: readonly Expected[]): Promise<void> => says(person, 'noted', expected);

/** Resolves once the shield shows a class that is encrypted, without a warning. */
export const isTrusting = async (person: Visitor): Promise<void> => {
  await shield(person).getByText(words.shield.encrypted, { exact: true }).waitFor();
};

export const openShield = async (person: Visitor): Promise<void> => {
  await shield(person).click();
  await person.page.locator('.shield-detail').waitFor();
};

export const closeShield = async ({ page }: Visitor): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.locator('.shield-detail').waitFor({ state: 'hidden' });
};
