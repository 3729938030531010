import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const sizeEn = (bytes: number): string => {
  if (bytes < 1_000) return countEn(bytes, 'byte', 'bytes');
  return bytes < 1_000_000 ? `${number.format(Math.ceil(bytes / 1_000))} kB` : `${number.format(bytes / 1_000_000)} MB`;
};

export const en: typeof fr = {
  title: 'Files',
  size: sizeEn,
  list: 'Files handed out',
  empty: 'No file has been handed out.',
  loading: 'The files that were handed out are coming…',
  give: 'Hand out files…',
  hint: 'Encrypted up to each device, and erased from the server at the end of the class. No virus scanner can read them: hand out only files that are safe.',
  caution: 'Save what you want to keep: all is erased at the end of the class. No virus scanner has checked it.',
  nameless: 'file without a name',
  from: (name) => `from ${name}`,
  fromYou: 'from you',
  download: (name) => `Save ${name}`,
  downloadShort: 'Save',
  stop: (name) => `Stop ${name}`,
  stopShort: 'Stop',
  resume: (name) => `Go on with ${name}`,
  resumeShort: 'Go on',
  again: (name) => `Try ${name} again`,
  againShort: 'Try again',
  takeBack: (name) => `Take back ${name}`,
  takeBackShort: 'Take back',
  putAway: (name) => `Close the message about ${name}`,
  sending: 'Being sent',
  progress: (name) => `Progress of ${name}`,
  going: (done, all) => `${done} of ${all}`,
  waits: 'The connection is cut: this will go on by itself.',
  stopped: (done, all) => `Stopped at ${done} of ${all}. What has come is kept.`,
  tooLarge: (most) => `Too large: there is room for ${most} at most.`,
  noRoom: 'There is no more room for files in this class. Take one back, then try again.',
  faults: {
    stopped: 'Stopped.',
    gone: 'This file is gone: the server was restarted, and nobody in the class can give it again. Ask for it to be handed out once more.',
    altered: 'What came is not the file that was handed out: nothing of it is kept.',
    unread: 'This device no longer gives the file: it was moved or changed. Choose it again.',
  },
  given: (name) => `Handed out to the class: ${name}`,
  saved: (name) => `Saved on this device: ${name}`,
  came: (name) => `${name} has handed out a file`,
  unseen: (n) => countEn(n, 'new file', 'new files'),
  pupils: 'Pupils may hand out files',
};
