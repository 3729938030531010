import type { Role } from '#protocol/people.ts';
import type { Person } from '../../../client/state/call.ts';
import type { SlateScene } from '../../kit/slates/localSlates.ts';
import type { ChatLine } from '../../../client/tools/chat/tool.ts';
import type { Scene } from '../../kit/fakeCall.ts';
import { longName, longWord, names } from './longWords.ts';
import { fetching, giving, handouts } from './fileScenes.ts';
import { notesItems } from '../../kit/slates/notesHands.ts';
import { studentPolls, teacherPolls } from './pollScenes.ts';

const live = { paused: false };

type Trait = Partial<Pick<Person, 'name' | 'mistakable' | 'away' | 'admitted' | 'sending' | 'grants' | 'blocked'>>;
const person = (index: number, self: boolean, role: Role, traits: Trait = {}): Person => ({
  id: `person-${index}`,
  name: names[index % names.length] ?? '',
  role,
  mistakable: null,
  self,
  away: false,
  admitted: true,
  grants: {},
  sending: {},
  blocked: [],
  ...traits,
});

const talks = { sending: { mic: live, camera: live } };
const shares = { sending: { mic: live, camera: live, screen: live } };
const listens = { sending: { mic: { paused: true } } };
const three = (self: number, teacher: Trait = talks): Person[] => [
  person(0, self === 0, 'host', teacher),
  person(1, self === 1, 'student', { sending: { camera: live, mic: { paused: true } } }),
  person(2, self === 2, 'student', listens),
];
const many = (self: number, count = 12): Person[] =>
  Array.from({ length: count }, (_, index) =>
    person(
      index,
      self === index,
      index === 0 ? 'host' : index === 4 ? 'cohost' : 'student',
      index % 3 === 0 ? talks : index === 7 ? { away: true } : listens,
    ),
  );
const line = (key: string, from: number, text: string, change: Partial<ChatLine> = {}): ChatLine => ({
  key,
  from: `person-${from}`,
  name: names[from] ?? '',
  role: from === 0 ? 'host' : 'student',
  mistakable: null,
  self: false,
  scope: 'all',
  toName: null,
  text,
  at: new Date(2026, 8, 1, 10, 2),
  ...change,
});
const chat = [
  line('1', 0, 'Bonjour à tous ! Le document est ici : https://exemple.fr/cours/thales.pdf (page 3).'),
  line('2', 1, 'Merci Madame'),
  line('3', 1, 'Je ne comprends pas la question 2', { scope: 'hosts' }),
  line('4', 0, '<b>Regardez</b> la figure', { self: true }),
];
const waiting = [
  { id: 'w1', name: 'Kenza', mistakable: null },
  { id: 'w2', name: 'Hugo', mistakable: null },
  { id: 'w3', name: null, mistakable: null },
];

const named = (index: number) => {
  const { name, role, mistakable } = person(index, false, index === 0 ? 'host' : 'student');
  return { name, role, mistakable };
};
/** A pupil under the teacher's name, and two who have one name. */
const asTeacher = { name: 'Mme Lefèvre', mistakable: { name: 'Mme Lefèvre', holds: true } };
const asInes = { name: 'Ines', mistakable: { name: 'Inès', holds: false } };
const double = [
  person(0, true, 'host', talks),
  person(1, false, 'student', { ...talks, mistakable: { name: 'Ines', holds: false } }),
  person(2, false, 'student', { ...listens, ...asInes }),
  person(3, false, 'student', { ...talks, ...asTeacher }),
];

const long = { name: longName };
const longOnes = [
  person(0, true, 'host', { ...talks, ...long }),
  person(1, false, 'student', { ...talks, ...long, mistakable: { name: longName, holds: true } }),
  person(2, false, 'student', { ...shares, ...long, mistakable: { name: longName, holds: false } }),
];
const longNamed = { name: longName, role: 'student', mistakable: { name: longName, holds: true } } as const;

const written = (word?: string) => {
  const by = (index: number) => ({ id: `person-${index}`, name: word ? longName : (names[index] ?? ''), holds: index === 0 });
  const [teacher, ines, tom] = [by(0), by(1), by(2)];
  const items = notesItems([
    { name: 'heading', level: 1, words: word ?? 'Le théorème de Thalès', by: teacher },
    { name: 'paragraph', words: word ?? 'Deux droites parallèles coupent deux sécantes.', by: teacher },
    { name: 'bullet_list', words: word ?? 'A, B et M sont alignés\nA, C et N sont alignés', by: ines },
    { name: 'paragraph', words: word ?? 'Et si elles ne sont pas parallèles ?', by: tom },
    { name: 'code_block', words: word ?? 'AM/AB = AN/AC = MN/BC', by: teacher },
  ]);
  return [...items, { op: { show: true }, by: teacher }];
};
/** What is drawn at the board: by the teacher, and by a pupil. */
const mark = (id: string, index: number, element: object) => ({
  op: { put: `mark-${id}`, element: { page: 'page-0001', colour: 'blue', ...element } },
  by: { id: `person-${index}`, name: named(index).name, holds: index === 0 },
});
const drawn: SlateScene = {
  who: 'all',
  items: [
    {
      ...mark('page', 0, {}),
      op: {
        pages: [
          { id: 'page-0001', paper: 'seyes' },
          { id: 'page-0002', paper: 'blank' },
        ],
      },
    },
    { ...mark('show', 0, {}), op: { show: 'page-0001' } },
    mark('one', 0, { kind: 'figure', width: 'medium', figure: 'arrow', from: [200, 600], to: [900, 200] }),
    mark('two', 0, { kind: 'ink', width: 'thick', light: false, path: [300, 300, 80, 60, 90, -40, 120, 90], force: '' }),
    mark('three', 1, { kind: 'text', at: [900, 500], text: 'Thalès : les rapports sont égaux', note: true }),
    mark('four', 1, { kind: 'image', at: [1_100, 100], size: [300, 200], alt: 'Un triangle rectangle', parts: 2 }),
  ],
};

/** Every state of a class that is looked at and checked. */
export const scenes = {
  lobby: { phase: { at: 'lobby', hostHere: true } },
  'lobby-no-host': { phase: { at: 'lobby', hostHere: false } },
  removed: { phase: { at: 'gone', reason: 'removed' } },
  ended: { phase: { at: 'gone', reason: 'ended' } },
  full: { phase: { at: 'refused', code: 'full' } },
  alone: { people: [person(0, true, 'host')], waiting },
  three: { people: three(1), speakers: ['person-0'] },
  'three-host': { people: three(0), waiting, tools: { hands: ['person-2', 'person-1'] }, chat },
  'hand-own': { people: three(2), tools: { hands: ['person-1', 'person-2'] } },
  many: { people: many(1), speakers: ['person-3'], tools: { hands: ['person-5', 'person-2'] } },
  thirty: { people: many(1, 30), speakers: ['person-25'] },
  screen: { people: three(1, shares), speakers: ['person-0'] },
  'screen-many': { people: many(1).with(0, person(0, false, 'host', shares)), speakers: ['person-0'] },
  sharing: { people: three(0, shares) },
  'sharing-pupil': { people: three(1).with(1, person(1, true, 'student', shares)) },
  'sharing-lesson': {
    people: many(0).with(0, person(0, true, 'host', shares)),
    waiting,
    tools: { hands: ['person-5', 'person-2'] },
    chat,
    notices: [{ key: 'n1', message: 'knocked', id: 'w1', who: { name: 'Kenza', role: 'student', mistakable: null } }],
  },
  calm: { people: three(1), state: { calm: true }, notices: [{ key: 'n1', message: 'calmOn' }] },
  plain: { people: three(1), shield: { encrypted: false, warnings: [], confirmedAt: null } },
  warned: {
    people: [...three(1), person(3, false, 'student', { admitted: false })],
    shield: {
      encrypted: true,
      confirmedAt: new Date('2026-03-02T10:24:00'),
      warnings: [
        { kind: 'ghost', who: null, source: null, count: 1 },
        { kind: 'message', who: 'person-2', name: 'Tom', source: null, count: 3 },
      ],
    },
  },
  'warned-all': {
    people: three(0),
    shield: {
      encrypted: true,
      confirmedAt: new Date('2026-03-02T10:24:00'),
      warnings: [
        { kind: 'ghost', who: null, source: null, count: 1 },
        { kind: 'group', who: null, source: null, count: 1 },
        { kind: 'group', who: 'person-2', name: 'Tom', source: null, count: 2 },
        { kind: 'fork', who: null, source: null, count: 1 },
        { kind: 'silent', who: null, source: null, count: 1 },
        { kind: 'message', who: 'person-2', name: 'Tom', source: null, count: 3 },
        { kind: 'frame', who: 'person-2', name: 'Tom', source: 'camera', count: 9 },
      ],
    },
  },
  blocked: { people: three(1).with(1, person(1, true, 'student', { ...listens, blocked: ['send', 'recv'] })) },
  'blocked-seen': {
    people: [
      ...three(0),
      person(3, false, 'student', { ...listens, blocked: ['recv'] }),
      person(4, false, 'cohost', { ...talks, blocked: ['send'] }),
      person(5, false, 'student', { ...listens, blocked: ['send', 'recv'] }),
    ],
  },
  unreachable: { people: three(0), state: { unreachable: true } },
  unopened: {
    people: three(0),
    shield: {
      encrypted: true,
      confirmedAt: new Date('2026-03-02T10:24:00'),
      warnings: [
        { kind: 'frame', who: 'person-2', name: 'Tom', source: 'mic', count: 9 },
        { kind: 'unopened', who: 'person-2', name: 'Tom', source: 'mic', count: 1 },
      ],
    },
  },
  'device-lost': {
    people: three(1),
    notices: [
      { key: 'n1', message: 'deviceLost', source: 'mic', trouble: 'unplugged' },
      { key: 'n2', message: 'deviceFailed', source: 'camera', trouble: 'forbidden' },
    ],
  },
  asked: { people: three(1), notices: [{ key: 'n1', message: 'asked', who: named(0), source: 'mic' }] },
  busy: {
    people: many(1),
    connection: 'returning',
    state: { hostDeadline: Date.now() + 180_000 },
    notices: [
      { key: 'n1', message: 'joined', who: named(7) },
      { key: 'n2', message: 'told', words: (name = '') => `${name} lève la main`, who: named(5), panel: 'people' },
    ],
    reactions: [
      { key: 'r1', name: 'Tom B.', emoji: '👍' },
      { key: 'r2', name: 'Chloé', emoji: '❓' },
    ],
  },
  'same-names': {
    people: double,
    waiting: [{ id: 'w1', ...asTeacher }, ...waiting],
    chat: [...chat, line('5', 3, 'Le devoir est annulé', asTeacher)],
    notices: [
      { key: 'n1', message: 'knocked', who: { ...asTeacher, role: 'student' } },
      { key: 'n2', message: 'joined', who: named(0) },
    ],
  },
  'files-given': { people: three(0), files: { handouts: handouts(0), giving } },
  'files-fetched': { people: three(1), files: { handouts: handouts(1), fetching } },
  timer: { people: three(0), tools: { timer: { totalMs: 600_000, leftMs: 400_000, paused: true, forAll: true } } },
  'timer-own': { people: three(0), tools: { timer: { totalMs: 600_000, leftMs: 40_000, paused: true, forAll: false } } },
  'polls-teacher': { people: many(0), polls: teacherPolls },
  'polls-student': { people: many(1), polls: studentPolls },
  board: { people: three(0), slates: { board: drawn } },
  'board-watching': { people: three(1), slates: { board: { ...drawn, who: 'nobody' } } },
  picture: {
    people: many(0, 6).map((one, index) => (index === 3 ? one : { ...one, ...talks })),
    speakers: ['person-5'],
    tools: { hands: ['person-3', 'person-2'] },
    chat: [...chat.slice(0, 3), line('4', 0, 'On la reprend ensemble', { self: true })],
  },
  'long-lobby': { phase: { at: 'lobby', hostHere: true }, title: longWord, rules: `${longWord}\n${longWord}` },
  'long-words': {
    people: longOnes,
    title: longWord,
    waiting: [
      { id: 'w1', name: longName, mistakable: { name: longName, holds: true } },
      { id: 'w2', ...long, mistakable: null },
    ],
    tools: { hands: ['person-1', 'person-2'], timer: { totalMs: 600_000, leftMs: 400_000, paused: true, forAll: true } },
    chat: [
      line('1', 1, `${longWord} https://exemple.fr/${longWord}?${longWord}`, { ...long, mistakable: longNamed.mistakable }),
      line('2', 0, longWord, { ...long, self: true, scope: 'private', toName: longName }),
    ],
    notices: [
      { key: 'n1', message: 'joined', who: longNamed },
      { key: 'n2', message: 'knocked', id: 'w2', who: { ...longNamed, mistakable: null } },
    ],
    reactions: [{ key: 'r1', name: longName, emoji: '👍' }],
    shield: {
      encrypted: true,
      confirmedAt: new Date('2026-03-02T10:24:00'),
      warnings: [{ kind: 'unopened', who: 'person-2', name: longName, source: 'mic', count: 1 }],
    },
  },
  'long-asked': { people: three(1), notices: [{ key: 'n1', message: 'asked', who: longNamed, source: 'mic' }] },
  /** More is announced at once than there is room for. */
  announced: {
    people: three(0),
    waiting,
    notices: [
      { key: 'n1', message: 'refused', code: 'conflict' },
      { key: 'n2', message: 'knocked', id: 'w1', who: { name: 'Kenza', role: 'student', mistakable: null } },
      { key: 'n3', message: 'joined', who: named(1) },
      { key: 'n4', message: 'left', who: named(2) },
      { key: 'n5', message: 'joined', who: named(2) },
    ],
  },
  notes: { people: three(1), slates: { notes: { who: 'all', items: written() } } },
  'notes-read': { people: three(1), slates: { notes: { who: 'nobody', items: written() } } },
  'notes-host': { people: three(0), slates: { notes: { who: ['person-1'], items: written() } } },
  'notes-empty': {
    people: three(0),
    slates: { notes: { who: 'all', items: [{ op: { show: true }, by: { id: 'person-0', name: '', holds: true } }] } },
  },
  'notes-long': { people: longOnes, slates: { notes: { who: 'all', items: written(longWord) } } },
  'audio-only': { people: many(1), audioOnly: true },
} as const satisfies Record<string, Scene>;
export type SceneName = keyof typeof scenes;
