import type { account as fr } from './text.fr.ts';

/** The words of what a host has: sessions, account, the way out. */
export const account: typeof fr = {
  devices: {
    title: 'My devices',
    detail: 'The browsers in which your account is open. The server does not try to know which devices they are.',
    failed: 'The list could not be read.',
    here: 'This browser',
    unnamed: 'Device not named',
    kind: 'Which device is this? (optional)',
    kindHint: 'To recognise it in this list. The server keeps this word with the session.',
    unsaid: 'Do not say',
    kinds: { home: 'Own computer', school: 'School computer', phone: 'Phone', tablet: 'Tablet' },
    opened: (day) => `Session opened on ${day}`,
    openedBefore: 'Opened on an unknown day',
    used: (day) => `last used on ${day}`,
    end: 'End the session',
    endTitle: 'End this session?',
    endConfirm: 'End the session',
    endOthers: 'End all other sessions',
    endOthersTitle: 'End all other sessions?',
    endOthersConfirm: 'End the others',
    endDetail: [
      'Nobody will be able to make, see or delete your classes there any more, nor make a teacher’s link.',
      'The keys of classes that are already kept in that browser cannot be erased from here. If it is lost, or somebody else has used it, renew the links of those classes as well (“Everything”).',
    ],
  },
  account: {
    title: 'My data on this server',
    detail: 'This server knows neither your name nor your e-mail address: only your classes, sealed, and your links.',
    show: 'See what it holds now',
    export: 'Export (JSON)',
    erase: 'Erase everything',
    eraseTitle: 'Erase your account and all your classes?',
    eraseDetail: 'Running classes end, links stop working, and nothing can be recovered.',
  },
  signOut: {
    button: 'Sign out',
    title: 'Sign out of this browser?',
    detail:
      'The keys of your classes will be erased from this browser. First keep the teacher’s link of those that you want to find again.',
    confirm: 'Sign out and erase',
    elsewhere: 'Your classes stay on the server: you find them again on your other devices.',
    erased: (count: number) =>
      `No other device opens your account: it is erased, with ${count < 2 ? 'your class' : `your ${count} classes`}. The links will stop working.`,
    kept: (count: number) =>
      `No other device opens your account: it is erased. ${count < 2 ? 'Your class stays' : `Your ${count} classes stay`}, and only a class’s teacher’s link still opens it as a teacher, and erases it.`,
    keep: 'Keep my classes for whoever has their links',
    keepHint: 'They are erased by themselves when they are no longer used.',
    confirmErase: 'Sign out and erase my classes',
    confirmKeep: 'Sign out and keep my classes',
  },
};
