import { account } from './account/text.en.ts';
import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  welcome: {
    title: 'An online class that stays between you',
    lines: [
      'Voice, picture and messages are end-to-end encrypted: the server cannot see, hear or read the class.',
      'Students enter with a link: no account, nothing to install, a pseudonym is enough.',
      'Nothing is recorded; after the class only addresses and times of connection stay, for a few days; nothing goes anywhere else.',
    ],
    studentTitle: 'Are you a student?',
    student: 'Open the link that your teacher gave you. There is nothing to do here.',
    hostTitle: 'Do you teach?',
    host: 'To make classes, open the teacher’s link given by the person who looks after this server.',
    invitationFailed: 'This teacher’s link was already used or has expired. Ask for a new one.',
  },
  toComplete: {
    title: 'The notice of this server is not complete',
    detail:
      'Your students do not find there all that they must know of their data. Before a first lesson, ask the person who looks after this server to complete it.',
    list: 'What is missing',
  },
  invited: {
    title: {
      none: 'Open a teacher’s session in this browser?',
      same: 'This account is already open in this browser',
      other: 'A teacher’s session is already open in this browser',
    },
    opens: {
      'new-account':
        'This link gives a new teacher’s account to whoever sits at this screen, to make classes here and find them again. Nothing is asked, neither a name nor an address.',
      'own-account':
        'This link opens here the teacher’s account of the person who made it, with their list of classes. Accept only if that is you: otherwise your classes would go into somebody else’s account.',
    },
    unchanged: 'Your session has not changed: opening a link is not enough to change it.',
    instead: {
      'new-account': 'This link would give a new teacher’s account, without your classes, in place of yours.',
      'own-account': 'This link would open another person’s account, with their list of classes, in place of yours.',
    },
    same: 'There is nothing to do here. Open this link on the other device to find your list of classes there.',
    once: 'The link has not been used yet. It works once only.',
    open: 'Open the session',
    decline: 'Do nothing',
    stay: 'Stay as I am',
    replace: 'Open this link in place of my session…',
    replaceTitle: 'Replace your session?',
    replaceDetail: [
      'Your session ends in this browser, and the keys of your classes are erased from it. First keep the teacher’s link of those that you want to find again.',
      'If you are signed in nowhere else, your list of classes is lost: the classes themselves stay open to their links until they are erased.',
    ],
    replaceConfirm: 'Replace my session',
  },
  form: {
    title: 'New class',
    name: 'Title of the class',
    nameHint: 'It is encrypted: the server does not see it.',
    nameExample: 'Maths, year 9',
    rules: 'Rules of the class (optional)',
    rulesHint: 'Everyone is shown them before entering.',
    rulesExample: 'Raise your hand before speaking.',
    more: 'Settings',
    language: 'Language of the class',
    lobby: 'Waiting room',
    lobbyHint: 'You let each person in yourself.',
    capacity: 'Most people at a time',
    encrypted: 'End-to-end encryption',
    encryptedHint: 'The server cannot see, hear or read the class.',
    plainTitle: 'Make a class without end-to-end encryption?',
    plain: [
      'The key of the class will be given to the server: whoever runs it could see, hear and read the class.',
      'Every student is told before entering, and a warning stays on screen during the whole class.',
      'This is only useful when the link cannot be passed on in full. It cannot be changed afterwards.',
    ],
    plainConfirm: 'Make it without encryption',
    plainKeep: 'Keep encryption',
    create: 'Make the class',
    creating: 'Making…',
    titleMissing: 'Give the class a title.',
    left: (n) => `${countEn(n, 'character', 'characters')} more at most.`,
    over: (n) => `Too long: take out ${countEn(n, 'character', 'characters')}. Nothing is cut off.`,
    capacityWrong: (least, most) => `Write a whole number from ${least} to ${most}.`,
    failed: 'The class could not be made.',
  },
  made: {
    title: (name) => `The class “${name}” is ready`,
    send: 'Send this link to your students. Anyone who has it can come to the door.',
    start: 'Start the class',
    other: 'Make another class',
  },
  list: {
    title: 'My classes',
    none: 'You have no class yet.',
    open: 'Running',
    madeOn: (day) => `Made on ${day}`,
    until: (day) => `erased on ${day}`,
    elsewhere: 'Class made on another device',
    elsewhereHint: 'Its keys are not in this browser. Open its teacher’s link to use it here.',
    start: 'Start',
    studentLink: 'Students’ link',
    hostLink: 'Teacher’s link',
    hostLinkTitle: 'Teacher’s link of this class',
    hostLinkWarning:
      'This link opens the class as its teacher, on another device or for a colleague. Never give it to students: it holds the key of the class.',
    renew: 'Renew the links',
    delete: 'Delete',
    deleteTitle: (name) => `Delete “${name}”?`,
    deleteDetail: 'The students’ link will stop working. The class and its keys are erased. This cannot be undone.',
    deleteConfirm: 'Delete the class',
    keysHere:
      'The keys of your classes are kept in this browser. Clearing its data removes them: keep the teacher’s link of important classes.',
  },
  renew: {
    title: (name) => `Renew the links of “${name}”`,
    question: 'What is to be renewed? The title and the rules stay.',
    choices: {
      students: {
        name: 'The students’ link',
        hint: 'If the link got around. The old one lets nobody in from now on. A lesson that runs goes on to its end for those who are in it; nobody else enters it.',
      },
      host: {
        name: 'The teacher’s link',
        hint: 'If somebody saw it without opening it. The old one opens nothing any more, and a lesson that runs ends. The students’ link stays.',
      },
      all: {
        name: 'Everything: teacher’s link, key of the class and students’ link',
        hint: 'If somebody else has opened the teacher’s link, or a device is lost. A lesson that runs ends. Students need the new link.',
      },
    },
    confirm: 'Renew',
    renewing: 'Renewing…',
    done: 'The links are renewed',
    lesson: {
      none: 'The old links open nothing any more. Hand out the new one.',
      'goes-on':
        'The old link lets nobody in any more. The lesson that runs goes on to its end, without newcomers; the new link opens after it.',
      ended: 'The old links open nothing any more, and the lesson that ran is over. Hand out the new one.',
    },
    otherDevices:
      'Your other devices still have the old teacher’s link, which works no more: open the new one there. Your home page does not update them.',
    lost: 'The server’s answer did not arrive: whether the links are renewed is unknown. Reload the page when the connection is back, it will tell.',
  },
  colleague: {
    title: 'A colleague, another device',
    detail: 'A one-time link lets a colleague make classes of their own, or opens your list of classes on another device.',
    forColleague: 'Make a link for a colleague',
    forMe: 'Make a link for my other device',
    link: 'One-time link',
    until: (day) => `Works once, until ${day}.`,
    openLinks: 'Links that nobody has used yet',
    colleagueLink: 'For a colleague',
    ownLink: 'For my other device',
    openUntil: (day) => `until ${day}`,
    withdraw: 'Withdraw',
  },
  ...account,
};
