import type { Text } from '../fr.ts';

export const preflight: Text['preflight'] = {
  opening: 'Opening the class…',
  pageTitle: 'Enter a class',
  trouble: {
    'no-link': {
      title: 'Open the link of the class',
      detail:
        'This page does not keep the link, so that the next person cannot enter in your place. Open the one that your teacher sent you. Are you the teacher? Start the class from the home page.',
    },
    'broken-link': {
      title: 'The link is incomplete',
      detail: 'The end of the link, after the # sign, is missing or damaged. Copy all of it, or ask for it again.',
    },
    'wrong-key': {
      title: 'The link does not fit this class',
      detail: 'The key of the link does not open the class that the server shows. Ask your teacher for the link again.',
    },
    stripped: {
      title: 'Entry refused: the encryption was removed',
      detail:
        'Your link is that of an encrypted class, but the server presents it as not encrypted. Your browser refuses to enter. Tell your teacher.',
    },
    'not-found': { title: 'Class not found', detail: 'It does not exist or was deleted. Ask your teacher for a new link.' },
    renewed: {
      title: 'This link opens after the lesson',
      detail: 'The link of the class was renewed during a lesson, which goes on without newcomers. Try again when it is over.',
    },
    outdated: {
      title: 'This class has to be made again',
      detail: 'It was made with an older version of Ardoise. Ask your teacher for a new link.',
    },
    unencrypted: {
      title: 'This class can no longer open',
      detail:
        'It is not end-to-end encrypted, and this server takes only classes that are. Ask your teacher to make another one.',
    },
    offline: { title: 'The server does not answer', detail: 'Check your connection, then try again.' },
    altered: {
      title: 'The page that came is not the right one',
      detail:
        'The class’s script was altered on its way or on the server. Your browser has run nothing of it. Tell your teacher.',
    },
    'host-proof': {
      title: 'This teacher’s link does not open the class',
      detail: 'It is incomplete, or the class was made again. Copy the whole link from the home page.',
    },
  },
  unsupported: {
    title: 'This browser cannot encrypt the class',
    detail: 'It lacks what is needed to encrypt sound and picture end to end. Ardoise would rather not let you in unprotected.',
    todo: 'What to do',
    steps: [
      'Update your browser, then reload the page.',
      'Or open the link in a recent version of Firefox, Chrome, Edge or Safari.',
      'On an iPhone or iPad, iOS 15.4 or newer is needed.',
    ],
    insecure:
      'This page is not open in HTTPS: the browser forbids the camera, the microphone and encryption. Open the address that begins with https://.',
  },
  heading: (title) => `Enter “${title}”`,
  asHost: 'You enter as the teacher.',
  name: 'Your name',
  nameHint: 'A pseudonym is fine. The people in the class see it; the server does not.',
  nameHintPlain: 'A pseudonym is fine. This class is not end-to-end encrypted: the server could read it.',
  nameFaults: {
    blank: 'Write a name or a pseudonym to enter: it needs at least one letter or visible sign.',
    long: (over) => `This name is too long: take away at least ${over === 1 ? 'one sign' : `${over} signs`}.`,
    signs: 'This name had signs that are invisible or run over. They were taken away: check it, then enter.',
  },
  rules: 'Rules of the class',
  enter: 'Enter the class',
  entersOff: 'You enter with microphone and camera off.',
  notOpen: 'The teacher has not opened the class yet. You can enter and wait.',
  privacy: 'Your data in this class',
  privacyShort: 'Nothing is recorded; at the end only your address and the times of connection stay, for a few days.',
  early: 'This page already has a connection to the server, without voice or picture, cut after 2 minutes if you do not enter.',
  wholeNotice: 'Read the whole notice',
  encrypted: 'End-to-end encrypted',
  encryptedDetail: 'The server cannot see, hear or read this class.',
  plain: 'Not end-to-end encrypted',
  plainDetail: 'The server that carries this class could see, hear and read it. Say nothing confidential here.',
  devices: 'Check my equipment',
  devicesHint:
    'Optional. Microphone, camera and sound are tried in this browser only. The test of the network reaches the server, for 15 seconds at most.',
  mic: {
    title: 'Microphone',
    try: 'Try the microphone',
    stop: 'Stop the test',
    choose: 'Microphone to use',
    level: 'Microphone level',
    speak: 'Say a few words: the bar should move.',
    heard: 'The microphone hears you.',
  },
  camera: {
    title: 'Camera',
    try: 'Try the camera',
    stop: 'Stop the test',
    choose: 'Camera to use',
    self: 'Your picture',
    off: 'Camera off',
  },
  sound: { title: 'Sound', try: 'Play a sound', playing: 'Playing…', hint: 'You should hear three notes.' },
  deviceNumber: (kind, n) => `${kind} ${n}`,
  withoutDevice: 'You can also enter without one.',
  deviceTrouble: {
    missing: 'No device of this kind was found. Plug it in, then try again.',
    busy: 'The device is in use by another application. Close it, then try again.',
    forbidden: 'The browser or the computer forbids access. Allow it (icon left of the address), then try again.',
    insecure: 'The browser gives access only on an address in https://.',
    unplugged: 'The device was unplugged or went off. Plug it in again within two minutes: it comes back on by itself.',
    takenBack:
      'The permission was taken back. Give it again (icon left of the address) within two minutes: the device comes back on by itself.',
    taken:
      'The device stopped, or another program took it. Close that program, then turn it on again; within two minutes it may come back by itself.',
    muted: 'The computer, another program or a button of the device has muted it. Unmute it: it comes back on by itself.',
    other: 'The device could not start. Unplug it and plug it in again, or try another one.',
  },
  network: {
    title: 'Network',
    try: 'Check the network',
    checking: 'Checking…',
    ok: 'Sound and picture pass between this browser and the server.',
    blocked:
      'This network, or a setting of this browser, keeps sound and picture from reaching the server. You will be able to read and write. Try another network or browser, or ask the person who runs the network.',
    noSocket:
      'Something between this browser and the server (a filter, a proxy) does not let WebSockets pass: you will not be able to enter. Try another network, or ask the person who runs the network.',
    busy: 'The server is busy. Try again in a moment.',
    offline: 'The server does not answer. Check your connection.',
  },
};
