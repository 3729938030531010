import type { notice as fr } from '../fr/notice.ts';
import type { Facts } from '../facts/facts.ts';
import { noticeParts } from './noticeParts.ts';
import { list, text } from '../render/page.ts';
import { asking, sourceOffer } from './firstLayer.ts';

const items = (facts: Facts) => ({
  table: {
    head: ['Data', 'What it is for', 'Of whom', 'Who sees it', 'Where', 'Erased'],
    rows: facts.items.map((item) => [item.what, item.purpose, item.persons, item.recipients, item.places, item.until]),
  },
});

const sources = ({ told }: Facts) =>
  told.length === 0
    ? [text('From you and your browser only.')]
    : [text('From you and your browser. When a teacher signs in, also as follows:'), list(told)];

/** The notice in two layers, and for children (GDPR, articles 12 and 13). */
export const notice: typeof fr = {
  shortTitle: 'Your data in this class',
  title: 'Your data in the classes',
  childTitle: 'Your data, in plain words',
  more: 'All the information',
  child: 'The version for children',
  other: 'En français',
  full: (f) => [
    ...(f.missing.length > 0
      ? [{ heading: 'Notice to complete', blocks: [text('The configuration of this server still lacks:'), list(f.missing)] }]
      : []),
    noticeParts.responsible(f),
    noticeParts.purposes(f),
    {
      heading: 'Which data, and until when',
      blocks: [
        ...noticeParts.concerned(f),
        text('This list is complete: the server keeps nothing that is not in it.'),
        items(f),
        ...(f.onHold === null ? [] : [text(f.onHold)]),
        ...(f.loosened.length === 0 ? [] : [list(f.loosened)]),
      ],
    },
    {
      heading: 'What the server cannot read, and what it knows all the same',
      blocks: [
        text(
          'Voice, image, names, the title of the class, messages, the board, the notes and files are encrypted from browser to browser. The server passes them on without having the key, and does not record them.',
        ),
        text(
          'Yet it knows, while the class lasts: network addresses, times, the size of what is sent, who sends what (microphone, camera, screen), who speaks, and the roles.',
        ),
        text(f.encryption),
        text(
          'The page that your browser runs comes from this server as well: the encryption supposes that this page was not changed.',
        ),
      ],
    },
    noticeParts.recipients(f),
    noticeParts.transfers(f),
    ...noticeParts.objection(f),
    {
      heading: 'In your browser',
      blocks: [
        text('No cookie is set on pupils’ devices. A signed-in teacher has a single one, which the session needs.'),
        text('During the class neither the address nor the title of the page says which class it is. The browser keeps:'),
        list(f.items.filter(({ onDevice }) => onDevice).map(({ what, places, until }) => `${what} – ${places} – ${until}`)),
        text(
          'On a shared computer, leave the class with the “Leave” button: everything is erased at once. Otherwise, for 90 seconds, whoever opens the closed tab again comes back to your seat.',
        ),
        text(
          'What a page cannot erase: what the browser itself notes in its files, such as the link that you opened. A browser’s private window keeps none of it.',
        ),
      ],
    },
    {
      heading: 'Is it mandatory?',
      blocks: [
        text(
          'To enter, one needs the link of the class and a name, which may be a pseudonym. The rest is technical: without a network address nothing can be passed on.',
        ),
        text(
          'Camera and microphone are off when you enter. A teacher may ask you to turn them on; neither the teacher nor the server can do it.',
        ),
      ],
    },
    {
      heading: 'Your rights',
      blocks: [
        ...noticeParts.rights(f),
        ...asking(f),
        text(`You may also complain to the supervisory authority: ${f.authority.name}, ${f.authority.contact}.`),
      ],
    },
    {
      heading: 'Automated decisions',
      blocks: [text('No decision is made by a machine. Nobody is marked, ranked or watched by this software.')],
    },
    { heading: 'Where the data come from', blocks: sources(f) },
    {
      heading: 'Where this page comes from',
      blocks: [
        text(
          `The server writes it from the configuration in force. Ardoise ${f.version}, configuration ${f.fingerprint.slice(0, 16)}.`,
        ),
        sourceOffer(f),
      ],
    },
  ],
};
