import { existsSync } from 'node:fs';
import { installPackages, isDebian } from './debian.mjs';
import { Problem } from './project.mjs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Chromium or Chrome for the tests: `CHROMIUM_PATH`, the usual places, else Debian's package.
 * @param {import('./project.mjs').Say} say
 * @returns {Promise<string>} the program's path
 */
export async function findChromium(say) {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Problem(`CHROMIUM_PATH names ${named}, which does not exist.`);
  const found = named ?? places.find((place) => existsSync(place));
  if (found) return found;
  if (!isDebian())
    throw new Problem('The browser tests need Chromium or Chrome. Install one, or say where it is with CHROMIUM_PATH.');
  await installPackages(['chromium', 'fonts-dejavu-core'], say);
  return '/usr/bin/chromium';
}
