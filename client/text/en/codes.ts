import type { Source } from '#protocol/media.ts';
import type { Text } from '../fr.ts';

const someone = 'Somebody';
const device: Record<Source, string> = {
  mic: 'your microphone',
  camera: 'your camera',
  screen: 'your screen sharing',
  screenAudio: 'the sound of your screen',
};
const theirs: Record<Source, string> = {
  mic: 'microphone',
  camera: 'camera',
  screen: 'screen sharing',
  screenAudio: 'sound of the screen',
};

export const codes: Text['codes'] = {
  refusal: {
    invalid: 'The server did not understand the request. Reload the page.',
    unknown: 'This page and the server do not speak the same language. Reload the page.',
    'too-large': 'This is too long to be sent.',
    'too-often': 'Too many requests in a row. Wait a few seconds.',
    version: 'Ardoise has been updated. Reload the page.',
    ticket: 'The permission to enter has expired. Reload the page.',
    door: 'Your link does not open this class. Ask your teacher for it again.',
    outdated: 'This class was made with an older version of Ardoise. Its teacher has to make it again.',
    unencrypted: 'This server takes end-to-end encrypted classes only.',
    'not-entered': 'You are not in the class yet.',
    'already-entered': 'You are already in the class.',
    waiting: 'You are still in the waiting room.',
    forbidden: 'The rules of the class do not allow it.',
    address: 'This page was opened under another address than the server’s own.',
    calm: 'The class is calmed: only the teacher can send.',
    'not-found': 'This class does not exist or was deleted.',
    exists: 'This identifier is taken.',
    full: 'The class is full.',
    'slate-full': 'There is no more room on this board. Erase a part of it, or open another.',
    'file-too-large': 'This file is too large to be handed out here.',
    'files-full': 'There is no more room for files in this class. Take one back, then try again.',
    'no-room': 'The server has no more room for files: other classes are using it. Try again later, or with a smaller file.',
    locked: 'The class is locked: nobody else can enter.',
    'host-away': 'The teacher has been cut off: the class is locked until they are back. Try again in a moment.',
    removed: 'You were removed from this class: you come back only if the teacher lets you in again.',
    refused: 'The teacher did not let you in. You can ask again in a minute.',
    ended: 'The class is over.',
    conflict: 'Somebody else changed the same thing. Try again.',
    stopping: 'The server is restarting. Try again in a moment.',
    renewed:
      'The link of this class was renewed: the old one lets nobody in any more. The new one does as soon as the lesson begun before it is over.',
    'signed-out': 'This needs a teacher’s link.',
    'signed-in': 'A teacher’s session is already open in this browser.',
    media: 'The server could not carry the sound or picture. Try again.',
    offline: 'The server does not answer. Check your connection, then try again.',
    internal: 'The server met a fault. Try again in a moment.',
  },
  leave: {
    left: { title: 'You left the class', detail: 'Your microphone and camera are off.' },
    lost: { title: 'The connection was lost', detail: 'It did not come back in time. You can enter again.' },
    refused: {
      title: 'You were not admitted',
      detail: 'The teacher did not let you in. In a minute, you can ask again with the link of the class.',
    },
    waited: {
      title: 'Nobody opened the door',
      detail: 'The teacher was there, but has not let you in yet. Your name is kept: you can ask again.',
    },
    crowded: {
      title: 'The lobby is full',
      detail: 'Too many people wait to enter from the same place as you. Try again in a moment.',
    },
    removed: {
      title: 'You were removed from the class',
      detail: 'The teacher removed you. You come back only if they let you in again.',
    },
    replaced: { title: 'You entered somewhere else', detail: 'Your seat was taken in another tab or on another device.' },
    ended: { title: 'The class is over', detail: 'The teacher ended the class.' },
    'host-gone': { title: 'The class is over', detail: 'The teacher did not come back in time.' },
    idle: { title: 'The class is over', detail: 'It reached the longest time that this server allows.' },
    stopping: { title: 'The server is stopping', detail: 'The class can go on when it is back.' },
    violation: { title: 'The connection was closed', detail: 'This page sent something unexpected. Reload it.' },
  },
  warnings: {
    ghost: () => 'The server shows a person whom the teacher did not admit. They can neither see nor hear you.',
    group: (name) =>
      name === undefined
        ? 'An admission or removal that nobody may make was refused.'
        : `${name}’s browser wanted to change the list of the class in a way that was refused.`,
    fork: () => 'The server presented a confirmation by the teacher that does not go with this class. It was refused.',
    silent: () => 'The teacher’s browser has not confirmed the class in time: somebody who was removed might still hear.',
    message: (name = someone) => `A message that came in ${name}’s name could not be read or was seen before: it was refused.`,
    slate: (name = someone) =>
      `Something drawn that came in ${name}’s name was not theirs, or they may not draw: it was refused.`,
    slateFork: () => 'The server did not show everybody the same board. Compare aloud what each of you sees.',
    frame: (name = someone, source = 'mic') => `${name}’s ${theirs[source]}: what came unreadable or seen before was refused.`,
    unopened: (name = someone, source = 'mic') =>
      `${name}’s ${theirs[source]} has not opened in your browser for ten seconds. Others might receive what you do not.`,
  },
  notices: {
    joined: (name = someone) => `${name} came in`,
    left: (name = someone) => `${name} left`,
    knocked: (name = someone) => `${name} is waiting to come in`,
    asked: (name = 'The teacher', source = 'mic') => `${name} asks you to turn on ${device[source]}`,
    stopped: (_name, source = 'mic') => `The teacher turned off ${device[source]}`,
    exceeded: (name, source = 'mic') =>
      name
        ? `${name}’s ${theirs[source]} was sending far more than it needs; the server stopped it`
        : `The server turned off ${device[source]}: your browser was sending far more than it needs`,
    calmOn: () => 'The class is calmed: only the teacher can speak',
    calmOff: () => 'The calm is lifted',
    locked: () => 'The class is locked',
    unlocked: () => 'The class is open again',
    lobbyOn: () => 'The lobby is on: nobody enters any more unless you admit them',
    granted: () => 'The teacher gave you one more right',
    withdrawn: () => 'The teacher withdrew a right from you',
    promoted: (name) => (name ? `${name} now helps to run the class` : 'You now help to run the class'),
    demoted: (name) => (name ? `${name} no longer helps to run the class` : 'You no longer help to run the class'),
    forgotten: () => 'The server restarted: raised hands, calm and spotlight are forgotten',
    mediaLost: () => 'Sound and picture are cut; they come back by themselves as soon as possible',
    mediaBack: () => 'Sound and picture are back',
    hostAway: () => 'The teacher lost the connection',
    hostBack: () => 'The teacher is back',
    stopping: () => 'The server will restart; the class goes on afterwards',
    refused: () => 'This was not accepted',
    incomplete: () => 'A part of the page did not arrive: reload it to have all of it',
    later: () => 'The connection is cut: this will be done as soon as it is back',
    failed: () => 'That did not work in this browser. Try again, or reload the page',
    unsealed: () => 'Nothing was sent: this browser does not have the keys of the class yet. Try again in a moment',
    nobody: () => 'Nothing was sent: nobody is here to receive it',
    deviceFailed: (_name, source = 'mic') => `Could not turn on ${device[source]}`,
    deviceLost: (_name, source = 'mic') => `The class no longer receives ${device[source]}`,
    deviceBack: (_name, source = 'mic') => `The class receives ${device[source]} again`,
  },
  roles: { host: 'Teacher', cohost: 'Assistant', student: 'Student' },
  rights: {
    speak: 'Speak',
    camera: 'Turn on the camera',
    screen: 'Share the screen',
  },
  sources: { mic: 'the microphone', camera: 'the camera', screen: 'the screen sharing', screenAudio: 'the sound of the screen' },
};
