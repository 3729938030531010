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
