import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '..', '..');

/**
 * A path inside the project.
 * @param {string[]} parts
 */
export function inProject(...parts) {
  return join(root, ...parts);
}

/**
 * The JSON file at a path inside the project.
 * @param {string[]} parts
 */
export function readJson(...parts) {
  return JSON.parse(readFileSync(inProject(...parts), 'utf8'));
}

/** What a person has to do before the set-up can go on: a sentence or two, printed as it is. */
export class Problem extends Error {}

/**
 * How long since `start` (milliseconds, as of `Date.now()`), in words.
 * @param {number} start
 */
export function since(start) {
  return duration((Date.now() - start) / 1000);
}

/**
 * So many seconds, in words.
 * @param {number} exact
 */
export function duration(exact) {
  const seconds = Math.round(exact);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** @typedef {(sentence: string) => void} Say Tells the person who waits what goes on. */
