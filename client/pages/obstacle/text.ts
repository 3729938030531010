import { wordsIn } from '../../text/text.ts';
import { en } from './text.en.ts';
import { fr } from './text.fr.ts';

/** Words that come only where something stands in the way. */
export const obstacleWords = wordsIn({ fr, en });
