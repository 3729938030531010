import { wordsIn } from '../../text/text.ts';
import { en } from './text.en.ts';
import { fr } from './text.fr.ts';

export const words = wordsIn({ fr, en });
