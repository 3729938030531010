import { countEn } from '../../text/text.ts';
import type { fr } from './text.fr.ts';

export const en: typeof fr = {
  title: 'Chat',
  log: 'Messages received',
  empty: 'No messages. They are erased when the class ends.',
  to: 'To',
  toAll: 'The whole class',
  toHosts: 'The teacher alone',
  message: 'Your message',
  send: 'Send',
  sending: 'Sending…',
  choose: 'To whom?',
  gone: 'The person you chose is no longer here, or no longer takes messages from you. Choose whom to write to.',
  left: (n) => `${countEn(n, 'character', 'characters')} more at most.`,
  over: (n) => `Too long to be sent: take out ${countEn(n, 'character', 'characters')}. Nothing is cut off.`,
  closed: 'Messages to everyone are closed.',
  closedCalm: 'The class is calmed: messages are closed.',
  hosts: 'to the teacher alone',
  private: (name) => `privately to ${name}`,
  privateToYou: 'privately',
  newFrom: (name) => `New message from ${name}`,
  linkTitle: 'Open a link to another site?',
  linkDetail:
    'This link leads out of Ardoise. The other site will see your network address. Open it only if you trust the person who sent it.',
  linkOpen: 'Open in a new tab',
  unread: (n) => countEn(n, 'new message', 'new messages'),
  write: 'Write privately',
  right: 'Write to everyone',
  privateRight: 'Students write to each other',
  allow: 'Allow to write',
  forbid: 'No longer allow to write',
};
