import type { words as fr } from '../fr/words.ts';
import { missing } from './missing.ts';

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** Names of what the ledger and the configuration say in codes. */
export const words: typeof fr = {
  missing,
  toComplete: (what) => `[to complete: ${what}]`,
  days: (n) => plural(n, 'day'),
  hours: (n) => plural(n, 'hour'),
  minutes: (n) => plural(n, 'minute'),
  seconds: (n) => plural(n, 'second'),
  after: {
    'class.lobbySeconds': (time) =>
      `at the latest ${time} after coming to the lobby, or after the host came if one was there before`,
    'class.seatGraceSeconds': (time) => `${time} after the cut`,
    'retention.classDays': (time) =>
      `${time} after the class was last used, as soon as the host deletes it, or with the host’s account when the host does not come back`,
    'retention.hostSessionDays': (time) => `${time} after the host was last here, or on signing out`,
    'retention.invitationHours': (time) => `when used, at the latest ${time} after it was made`,
    'retention.connectionLogDays': (time) => `${time} after the connection`,
    'retention.auditLogDays': (time) => `${time} after the act`,
  },
  afterClasses: (time) =>
    `${time} after the host was last here and the host’s classes were last used, or as soon as the host erases it`,
  held: 'not before the end of the legal hold that is on at this server',
  suspended: (time) => `${time} (suspended: legal hold)`,
  afterSeconds: (time) => `after ${time}`,
  events: {
    'class-end': 'when the class ends',
    disconnect: 'on disconnecting',
    relayed: 'as soon as it is passed on',
    'own-choice': 'when the person removes it from the device',
    'worker-idle':
      'with the process, one minute after the end of its last class; as long as classes follow each other there without a pause, when it needs the room',
  },
  tab: {
    closed: 'on leaving the class, or when the tab is closed',
    swept: 'on leaving the class; else as soon as a page of this server is open, 90 seconds after the tab was closed',
  },
  places: {
    memory: 'the server’s working memory',
    store: 'the server’s database',
    'connection-log': 'connection log',
    'audit-log': 'security log',
    browser: 'the person’s own device',
  },
  spots: {
    'tab-storage': 'the tab’s memory',
    database: 'the browser’s database',
    cookie: 'cookies',
    history: 'the browser’s history',
  },
  viewers: {
    self: 'the person',
    members: 'the people of the class',
    hosts: 'the hosts of the class',
    operator: 'who runs the server',
  },
  groups: { participants: 'pupils, among them minors, and guests', hosts: 'teachers (hosts)' },
  subjects: { participants: 'pupils and guests', hosts: 'teachers (hosts)', both: 'pupils, guests and teachers (hosts)' },
  bases: {
    'public-task': 'task in the public interest (GDPR, article 6(1)(e))',
    contract: 'performance of a contract (GDPR, article 6(1)(b))',
    'legitimate-interest': 'legitimate interest (GDPR, article 6(1)(f))',
    consent: 'consent (GDPR, article 6(1)(a))',
  },
  aims: {
    class: [
      'To hold a class at a distance, live, between a teacher and pupils',
      'To let teachers prepare, find again and delete their classes',
    ],
    security: ['To limit abuse and let in only the people who are wanted', 'To understand a security incident'],
  },
  security: 'legal obligation of security (GDPR, articles 6(1)(c) and 32)',
  rights: {
    access: 'access',
    rectification: 'rectification',
    restriction: 'restriction',
    objection: 'objection',
    erasure: 'erasure',
    portability: 'portability',
    withdrawal: 'withdrawal of consent',
  },
  yes: 'yes',
  no: 'no',
  settings: {
    'class.lobbySeconds': 'the longest wait in the lobby',
    'class.seatGraceSeconds': 'seat kept after a cut',
    'class.maxHours': 'the longest class',
    'class.allowUnencrypted': 'classes without end-to-end encryption',
    'retention.classDays': 'how long classes are kept',
    'retention.hostSessionDays': 'a host’s session',
    'retention.invitationHours': 'one-time link for a host',
    'retention.connectionLogDays': 'connection log',
    'retention.auditLogDays': 'security log',
    'retention.legalHold': 'legal hold: nothing that is on the disk is erased',
  },
  loosened: (setting, value, standard, why) =>
    `Loosened setting: ${setting}, ${value} instead of ${standard}. Reason given: ${why}`,
  onHold: (why) => `Legal hold: at present nothing that this server wrote to its disk is erased. Reason: ${why}.`,
  encryptedOnly: 'This server takes end-to-end encrypted classes only.',
  unencrypted: (why) =>
    `This server allows classes without end-to-end encryption, which are shown as such before one enters and during the whole class. Their key is kept in clear: whoever runs the server can see, hear and read them, and whoever knows their identifier can read the title and ask to enter.${why === null ? '' : ` Reason given: ${why}.`}`,
  operating: 'running of the server of classes at a distance, on behalf of the controller',
  hosting: 'housing of the machine',
  none: 'none',
  noSafeguard: 'not needed, within the European Economic Area',
  noTransfer: 'No transfer out of the European Economic Area.',
  transfer: (to, country, safeguard) => `${to} (${country}): ${safeguard}`,
  and: '; ',
};
