import { readFileSync } from 'node:fs';
import { ConfigError } from './source.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: write it, or take ARDOISE_CONFIG away',
  EISDIR: 'is a folder: name the file in it',
  ENOTDIR: 'does not exist: a part of its path is a file',
  EACCES: 'may not be read by the account that starts the server: give it the right to',
};

const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ConfigError([`The configuration file ${path} ${reasons[code] ?? `cannot be read (${code})`}.`]);
  }
};

/** Editors of Windows write such marks before the text (Unicode 15.0, section 23.8); `TextDecoder` takes them off. */
const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';

/** The text of the configuration file at `path`, in UTF-8 or, with its mark, UTF-16. Throws `ConfigError`. */
export const configText = (path: string): string => {
  const bytes = bytesOf(path);
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigError([`The configuration file ${path} is not written in UTF-8: save it as UTF-8 in your editor.`]);
  }
};
