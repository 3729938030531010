import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  title: 'Timer',
  paused: 'paused',
  minutes: 'Minutes (from 1 to 180)',
  presets: 'Usual lengths',
  preset: (n) => countEn(n, 'minute', 'minutes'),
  start: 'Start',
  pause: 'Pause',
  resume: 'Go on',
  extend: 'Add a minute',
  stop: 'Stop the timer',
  begins: (n) => `Timer: ${countEn(n, 'minute', 'minutes')}`,
  forAll: 'Shown to the whole class',
  own: 'students do not see it',
  near: 'Timer: one minute left',
  sound: 'The timer comes to its end',
  over: 'Timer: the time is up',
};
