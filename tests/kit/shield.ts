import { expect } from 'vitest';
import type { WarningKind } from '../../client/state/call.ts';
import { codes } from '../../client/text/fr/codes.ts';
import { room as words } from '../../client/text/fr/room.ts';
import type { Visitor } from './browser.ts';

/** `name`: of whose browser it is said to come. */
export type Warned = WarningKind | { readonly kind: WarningKind; readonly name: string };

/** What a person of the class can cause is not said of the server. */
const ofPeople: ReadonlySet<WarningKind> = new Set(['letter', 'frame', 'unopened']);

const shield = ({ page }: Visitor) => page.locator('.shield');
const kindOf = (warning: Warned): WarningKind => (typeof warning === 'string' ? warning : warning.kind);

/** Resolves once the shield warns of exactly this, in words. */
export const isWarned = async (person: Visitor, ...warnings: readonly Warned[]): Promise<void> => {
  const kinds = warnings.map(kindOf);
  const state = kinds.every((kind) => ofPeople.has(kind)) ? 'noted' : 'warned';
  await shield(person).getByText(words.shield[state]).waitFor();
  await shield(person).click();
  const refused = person.page.locator('.shield-detail [role=alert] li');
  for (const kind of kinds) await refused.and(person.page.locator(`[data-kind=${kind}]`)).first().waitFor();
  const shown = await refused.evaluateAll((lines) =>
    lines.map((line) => ({ kind: (line as HTMLElement).dataset['kind'] ?? '', said: line.textContent })),
  );
  await person.page.keyboard.press('Escape');
  expect(shown.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
  for (const warning of warnings) {
    const { said = '' } = shown.find(({ kind }) => kind === kindOf(warning)) ?? {};
    if (typeof warning === 'string') expect(said).not.toBe('');
    else expect(said).toContain(codes.warnings[warning.kind](warning.name));
  }
};

/** The shield shows a class that is encrypted, without a warning. */
export const isTrusting = async (person: Visitor): Promise<void> => {
  await shield(person).getByText(words.shield.encrypted, { exact: true }).waitFor();
};
