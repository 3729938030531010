import { countFr } from '../../text/text.ts';

export const fr = {
  title: 'Minuteur',
  paused: 'en pause',
  minutes: 'Minutes (de 1 à 180)',
  presets: 'Durées usuelles',
  preset: (n: number) => countFr(n, 'minute', 'minutes'),
  start: 'Démarrer',
  pause: 'Mettre en pause',
  resume: 'Reprendre',
  extend: 'Ajouter une minute',
  stop: 'Arrêter le minuteur',
  begins: (n: number) => `Minuteur : ${countFr(n, 'minute', 'minutes')}`,
  forAll: 'Montré à toute la classe',
  own: 'les élèves ne le voient pas',
  near: 'Minuteur : il reste une minute',
  sound: 'Le minuteur arrive à sa fin',
  over: 'Minuteur : le temps est écoulé',
};
