import type { Poll, Question } from '../../../client/tools/polls/poll.ts';
import type { ShownPoll } from '../../kit/tools/fakePolls.ts';

const base: Question = { kind: 'single', text: '', choices: [], anonymous: false, right: null };
const pollOf = (id: string, question: Partial<Question>, change: Partial<Poll> = {}): Poll => ({
  id,
  name: 'Mme Lefèvre',
  question: { ...base, ...question },
  kept: [],
  at: 'open',
  answered: [],
  ready: [],
  list: [],
  shares: [],
  shown: null,
  ...change,
});
const people = ['Inès', 'Tom B.', 'Aminata', 'Léo-Paul', 'Chloé', 'Yanis'];
const answered = (many: number) => people.slice(0, many).map((name, index) => ({ id: `person-${index + 1}`, name, boxes: [] }));
const ready = people.map((name, index) => ({ id: `person-${index + 1}`, name, key: 'k', signature: 's' }));
const base64url = (bytes: readonly number[]) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const share = (...numbers: readonly number[]) =>
  base64url(numbers.flatMap((number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255]));
const answers = (...all: readonly (string | null)[]) => new Map(all.map((answer, index) => [`person-${index + 1}`, answer]));

const quiz = { text: 'Combien font 7 × 8 ?', choices: ['54', '56', '63'], right: 'c' };
const pace = { text: 'La leçon va-t-elle trop vite ?', choices: ['Oui', 'Non', 'Cela dépend des moments'], anonymous: true };
const counted: Partial<Poll> = {
  at: 'closed',
  ready,
  list: ready.map(({ id }) => id),
  shares: [share(3, 2, 0), share(1, 0, 0)].concat(Array.from({ length: 4 }, () => share(0, 0, 0))).map((one, index) => ({
    id: `person-${index + 1}`,
    share: one,
  })),
};

/** As the teacher has them. */
export const teacherPolls: readonly ShownPoll[] = [
  {
    poll: pollOf('a', { kind: 'open', text: 'Qu’est-ce qui reste obscur ?' }, { at: 'closed', answered: answered(3) }),
    known: { answers: answers('La deuxième étape de la démonstration', 'Rien', null) },
  },
  {
    poll: pollOf(
      'b',
      { kind: 'scale', text: 'Êtes-vous à l’aise ?', choices: ['1', '2', '3', '4', '5'] },
      { at: 'void', list: ['x'] },
    ),
  },
  { poll: pollOf('c', pace, counted) },
  {
    poll: pollOf('d', quiz, {
      at: 'closed',
      answered: answered(4),
      shown: { counts: [1, 3, 0], texts: [], right: { marks: '010', nonce: 'n' } },
    }),
    known: { answers: answers('010', '100', '010', '010'), right: { marks: '010', nonce: 'n' } },
  },
  { poll: pollOf('e', { ...pace, text: 'Le bruit vous gêne-t-il ?' }, { ready: ready.slice(0, 2) }) },
  {
    poll: pollOf('f', { text: 'Avez-vous compris ?', choices: ['Oui', 'Non'] }, { answered: answered(2) }),
    known: { answers: answers('10', '01') },
  },
];

/** As a student has them. */
export const studentPolls: readonly ShownPoll[] = [
  { poll: pollOf('a', { ...pace, text: 'Le bruit vous gêne-t-il ?' }, { at: 'void', list: ['x'] }) },
  { poll: pollOf('b', pace, counted), known: { own: '100' } },
  {
    poll: pollOf('c', quiz, {
      at: 'closed',
      answered: answered(4),
      shown: { counts: [1, 3, 0], texts: [], right: { marks: '010', nonce: 'n' } },
    }),
    known: { own: '100', isBound: true },
  },
  { poll: pollOf('d', { kind: 'open', text: 'Qu’est-ce qui reste obscur ?' }) },
  {
    poll: pollOf('e', { kind: 'multiple', text: 'Quels chapitres revoir ?', choices: ['Thalès', 'Pythagore', 'Les fractions'] }),
    known: { own: '101' },
  },
  { poll: pollOf('f', { kind: 'scale', text: 'Êtes-vous à l’aise ?', choices: ['1', '2', '3', '4', '5'], anonymous: true }) },
];
