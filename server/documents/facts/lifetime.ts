import type { LedgerEntry } from '../../privacy/ledger.ts';
import { valueAt } from '../../config/mandatory.ts';
import type { Words } from './words.ts';

const unitOf = (setting: string): number => (setting.endsWith('Days') ? 86_400 : setting.endsWith('Hours') ? 3_600 : 1);

const duration = (seconds: number, words: Words): string => {
  if (seconds % 86_400 === 0) return words.days(seconds / 86_400);
  if (seconds % 3_600 === 0) return words.hours(seconds / 3_600);
  if (seconds % 60 === 0) return words.minutes(seconds / 60);
  return words.seconds(seconds);
};

/** The length of a duration that the configuration sets, in seconds. Throws when there is no such setting. */
export const secondsOf = (settings: object, setting: string): number => {
  const value = valueAt(settings, setting);
  if (typeof value !== 'number') throw new TypeError(`${setting} is not a duration`);
  return value * unitOf(setting);
};

/** A setting's value in words: `2 days`. */
export const valueInWords = (setting: string, value: number | boolean, words: Words): string =>
  typeof value === 'number' ? duration(value * unitOf(setting), words) : value ? words.yes : words.no;

/** When an item is erased, in words. Throws when the ledger names a setting that the texts do not know. */
export const untilInWords = (until: LedgerEntry['until'], settings: object, words: Words): string => {
  if ('event' in until) return words.events[until.event];
  if ('tab' in until) return words.tab[until.tab];
  if ('seconds' in until) return words.afterSeconds(duration(until.seconds, words));
  const after: Readonly<Record<string, (time: string) => string>> = words.after;
  const say = after[until.setting];
  if (!say) throw new TypeError(`no words for ${until.setting}`);
  const time = duration(secondsOf(settings, until.setting), words);
  return 'from' in until ? words.afterClasses(time) : say(time);
};
