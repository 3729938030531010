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
    'class.lobbySeconds': (time) => `at the latest ${time} after coming to the lobby`,
    'class.seatGraceSeconds': (time) => `${time} after the cut`,
    'retention.classDays': (time) => `${time} after the class was last used, or as soon as the host deletes it`,
    'retention.hostSessionDays': (time) => `${time} after the host was last here, or on signing out`,
    'retention.invitationHours': (time) => `when used, at the latest ${time} after it was made`,
    'retention.connectionLogDays': (time) => `${time} after the connection`,
    'retention.auditLogDays': (time) => `${time} after the act`,
  },
  held: 'not before the end of the legal hold that is on at this server',
  suspended: (time) => `${time} (suspended: legal hold)`,
  afterSeconds: (time) => `after ${time}`,
  events: {
    'class-end': 'when the class ends',
    disconnect: 'on disconnecting',
    relayed: 'as soon as it is passed on',
    'own-choice': 'when the person removes it from the device',
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
  operating: 'running of the server of classes at a distance, on behalf of the controller',
  hosting: 'housing of the machine',
  none: 'none',
  noSafeguard: 'not needed, within the European Economic Area',
  noTransfer: 'No transfer out of the European Economic Area.',
  transfer: (to, country, safeguard) => `${to} (${country}): ${safeguard}`,
  and: '; ',
};
