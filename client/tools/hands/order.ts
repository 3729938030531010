import type { ReadonlySignal } from '@preact/signals';
import type { SoundSignal } from '../../room/sounds.ts';
import { words } from './text.ts';

/** Heard by those who hold the class. */
export const handSound: SoundSignal = { key: 'hand', words: () => words().sound, tune: 'rise' };

/** The place of somebody among those who wait, from 1; 0 without a hand up. */
export const placeOf = ({ raised }: { readonly raised: ReadonlySignal<readonly string[]> }, id: string): number =>
  raised.value.indexOf(id) + 1;
