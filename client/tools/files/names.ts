import { visibleName } from '../../names/names.ts';

/** The longest name of a file, in code points. */
export const longestName = 120;

/** What no system lets stand in a name, or takes for a folder. */
const unfit = /["*/:<>?\\|]/g;
/** Names that Windows keeps for devices, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** At most so long, with the ending that tells what it is. */
const shortened = (name: string): string => {
  const letters = Array.from(name);
  if (letters.length <= longestName) return name;
  const [ending = ''] = /\.\w{1,8}$/.exec(name) ?? [];
  return `${letters.slice(0, longestName - ending.length).join('')}${ending}`;
};

/**
 * The name of a file as it is shown and saved, whoever wrote it: what cannot be seen or turns the direction of writing is left out,
 * and it is neither a folder, nor hidden, nor a device's. Empty when nothing is left.
 */
export const safeName = (given: string): string => {
  const name = shortened(visibleName(given).replaceAll(unfit, '_').replace(/^\.+/, '')).replace(/[. ]+$/, '');
  return device.test(name) ? `_${name}` : name;
};
