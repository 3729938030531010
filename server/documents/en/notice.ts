import type { notice as fr } from '../fr/notice.ts';
import type { Facts } from '../facts/facts.ts';
import { noticeParts } from './noticeParts.ts';
import { list, text } from '../render/page.ts';

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
  short: (f) => [
    f.selfOperated
      ? `Controller: ${f.controller.name}, which also runs the server.`
      : `Controller: ${f.controller.name}. The server is run by ${f.operator.name}.`,
    'Voice, image and messages are passed on, never recorded. Except in a class that is shown as not encrypted, the server cannot see, hear or read them.',
    f.earlyLine
      ? 'The server knows your network address and the time as soon as you open the link of a running class; once you are in, your role and which streams you send.'
      : 'While you are here, the server knows your network address, your role, when you come and go, and which streams you send.',
    `It forgets this when the class ends${f.earlyLine ? ', or within 2 minutes if you do not enter' : ''}. The address and the times stay at most ${f.connectionLog} in the connection log.`,
    ...(f.legalHold === null
      ? []
      : [`Legal hold: at present nothing that this server wrote to its disk is erased. Reason: ${f.legalHold}.`]),
    'Camera and microphone are off when you enter; nobody can turn them on for you. A pseudonym is fine.',
    f.transfers.length === 0
      ? `Your browser speaks to this server only. ${f.noTransfer}`
      : `Data may leave the European Economic Area: ${f.transfers.join(f.words.and)}.`,
    `A question or a request: ${f.dpo}.`,
  ],
  full: (f) => [
    ...(f.missing.length > 0
      ? [{ heading: 'Notice to complete', blocks: [text('The configuration of this server still lacks:'), list(f.missing)] }]
      : []),
    noticeParts.responsible(f),
    noticeParts.purposes(f),
    {
      heading: 'Which data, and until when',
      blocks: [...noticeParts.concerned(f), text('This list is complete: the server keeps nothing that is not in it.'), items(f)],
    },
    {
      heading: 'What the server cannot read, and what it knows all the same',
      blocks: [
        text(
          'Voice, image, names, the title of the class and messages are encrypted from browser to browser. The server passes them on without having the key, and does not record them.',
        ),
        text(
          'Yet it knows, while the class lasts: network addresses, times, the size of what is sent, who sends what (microphone, camera, screen), who speaks, and the roles.',
        ),
        text(
          'A class may be made without this encryption. This is said before one enters and shown during the whole class: whoever runs the server could see, hear and read it.',
        ),
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
        text(
          `To use them: ${f.controller.contact}, or ${f.dpo}. The server does not know your name: tell the class, the day and the time.`,
        ),
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
      ],
    },
  ],
  forChildren: (f) => [
    {
      heading: 'Who looks after this class?',
      blocks: [text(`It is ${f.controller.name}.`), text('You can put your questions to your teacher or your parents.')],
    },
    {
      heading: 'Who can see and hear you?',
      blocks: [
        text('The people of your class.'),
        text('Your camera and your microphone are off when you come in.'),
        text('You are the one who turns them on. Nobody can do it for you.'),
        text('You may leave your camera off.'),
      ],
    },
    {
      heading: 'Is it recorded?',
      blocks: [
        text('No. The computer that runs the class records nothing.'),
        text('What you say is put into a kind of sealed envelope. It carries the envelope and cannot open it.'),
        text('If a class has no envelope, this is written before you enter.'),
        text('Careful: somebody in the class can take a picture of their screen.'),
      ],
    },
    {
      heading: 'What does the computer know about you?',
      blocks: [
        text('It knows where your connection comes from and at what time. Without that it could not send you anything.'),
        ...(f.earlyLine ? [text('It knows this as soon as you open the page, even if you do not come in.')] : []),
        text(
          f.legalHold === null
            ? `It writes this down and erases it after ${f.connectionLog}.`
            : 'It writes this down. At present the law or a judge makes it keep this for longer.',
        ),
        text('When the class is over, it forgets the rest.'),
        text('You can choose a nickname instead of your real name.'),
      ],
    },
    {
      heading: 'And if something bothers you?',
      blocks: [
        text('Leave the class. You have the right to.'),
        text('Talk about it to an adult whom you trust.'),
        text(`They can write here for you: ${f.controller.contact}.`),
      ],
    },
  ],
};
