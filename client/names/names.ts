/** The longest name, in code points after NFKC: an accent that stays apart and each part of a compound emoji count. */
export const longestName = 60;

/** Why a name cannot be shown: nothing to see, too long, or signs that cannot be seen or that reach beyond the name. */
export type NameFault = 'blank' | 'long' | 'signs';

/**
 * What a name must not have: control, format (bidi and zero-width ones too), lone surrogate and private characters, breaks of
 * lines, what Unicode lets a screen leave out, the blanks of Braille, music and hieroglyphs, the sign for an object that is not
 * there, and more than four marks on one letter.
 */
const unfit =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}\u{13441}\u{13442}]|\p{M}{5,}/u;
const unfitAll = new RegExp(unfit, 'gu');
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name as it is written down: NFKC (UAX 15), one space between words, none around. */
export const normalName = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** The same without what no name may have: what one sees of it. */
export const visibleName = (typed: string): string => normalName(normalName(typed).replace(unfitAll, ''));

/** What is wrong with a name that was made by `normalName`; null when it can be shown. */
export const nameFault = (name: string): NameFault | null => {
  if (!visible.test(name.replace(unfitAll, ''))) return 'blank';
  if (unfit.test(name)) return 'signs';
  return Array.from(name).length > longestName ? 'long' : null;
};

/** Whether a name that comes from another browser can be shown: it must have been written down as `normalName` does. */
export const isName = (name: string): boolean => name === normalName(name) && nameFault(name) === null;
