import type * as fr from '../fr/children.ts';
import { list, text } from '../render/page.ts';

/** See the French one. */
export const forChildren: typeof fr.forChildren = (f) => [
  {
    heading: 'Who looks after this class?',
    blocks: [text(`${f.controller.name} does.`), text('You can ask your teacher or your parents.')],
  },
  {
    heading: 'Who can see and hear you?',
    blocks: [
      text('The people of your class.'),
      text('Your camera and your microphone are off when you come.'),
      text('You turn them on. Nobody can do it for you.'),
      text('You may keep your camera off.'),
      text('Careful: somebody in the class can take a photo of their screen.'),
    ],
  },
  {
    heading: 'And the computer that runs the class?',
    blocks: [
      text('It records neither your voice, nor your picture, nor your messages.'),
      text('What you say is put into a kind of closed envelope. It carries it and cannot open it.'),
      ...(f.allowUnencrypted
        ? [
            text('A class may have no envelope. Then it is written in red before you enter.'),
            text('In that case, the people who run the computer could see, hear and read you.'),
            text('Say nothing secret there.'),
          ]
        : []),
    ],
  },
  {
    heading: 'What is noted about you?',
    blocks: [
      text('The address of your connection, and at what time you come and go.'),
      text('Without an address, nothing could be sent to you. The times help if somebody does harm.'),
      ...(f.earlyLine ? [text('It is noted as soon as you open the page, even if you do not enter.')] : []),
      text(
        f.legalHold === null
          ? `It is erased after ${f.connectionLog}.`
          : 'At present, the law or a judge says that it must be kept longer.',
      ),
      text('When the class is over, everything else is forgotten.'),
      text('You can choose a nickname instead of your real name.'),
    ],
  },
  {
    heading: 'Your rights',
    blocks: [
      text('They are yours. You do not have to wait until you are grown up.'),
      list([
        'See what is noted about you: in class, choose “What the server holds of you”.',
        'Have corrected what is wrong.',
        'Ask that less be done with it.',
        ...(f.rights.has.includes(f.words.rights.objection) ? ['Say that you do not agree, and why.'] : []),
        ...(f.rights.has.includes(f.words.rights.withdrawal) ? ['Change your mind if you had said yes.'] : []),
      ]),
      text(`For that, write to ${f.dpo}.`),
      text('It is their job to look after your data. A grown-up can help you write.'),
      text('Say the day, the hour, and the address that the page showed you.'),
      text(`If the answer does not suit you, you can complain to: ${f.authority.name}, ${f.authority.contact}.`),
    ],
  },
  {
    heading: 'And if something bothers you?',
    blocks: [
      text('Leave the class. You may.'),
      text('Talk about it with your teacher, or with a grown-up whom you trust.'),
      text(`You or that grown-up can write here: ${f.controller.contact}.`),
    ],
  },
];
