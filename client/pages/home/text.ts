import { wordsIn } from '../../text/text.ts';
import { en } from './text.en.ts';
import { fr } from './text.fr.ts';

/** The words of the home page, which come with its script: a class never asks for them. */
export const homeWords = wordsIn({ fr, en });
