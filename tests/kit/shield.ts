import { expect } from 'vitest';
import type { Warning } from '../../client/state/call.ts';
import { codes } from '../../client/text/fr/codes.ts';
import { room as words } from '../../client/text/fr/room.ts';
import type { Visitor } from './browser.ts';

const shield = ({ page }: Visitor) => page.locator('.shield');

/** Resolves once the shield warns of exactly this, in words. */
export const isWarned = async (person: Visitor, ...warnings: readonly Warning[]): Promise<void> => {
  await shield(person).getByText(words.shield.warned).waitFor();
  await shield(person).click();
  const refused = person.page.locator('.shield-detail [role=alert] li');
  for (const warning of warnings) await refused.filter({ hasText: codes.warnings[warning] }).waitFor();
  const shown = await refused.allInnerTexts();
  await person.page.keyboard.press('Escape');
  expect(shown.toSorted()).toEqual(warnings.map((warning) => codes.warnings[warning]).toSorted());
};

/** The shield shows a class that is encrypted, without a warning. */
export const isTrusting = async (person: Visitor): Promise<void> => {
  await shield(person).getByText(words.shield.encrypted).waitFor();
};
