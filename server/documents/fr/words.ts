import { missing } from './missing.ts';

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n < 2 ? one : many}`;

/** Names of what the ledger and the configuration say in codes. */
export const words = {
  missing,
  toComplete: (what: string) => `[à compléter : ${what}]`,
  days: (n: number) => plural(n, 'jour'),
  hours: (n: number) => plural(n, 'heure'),
  minutes: (n: number) => plural(n, 'minute'),
  seconds: (n: number) => plural(n, 'seconde'),
  /** When an item is erased, by the setting that says so. */
  after: {
    'class.lobbySeconds': (time: string) => `au plus tard ${time} après l’arrivée dans la salle d’attente`,
    'class.seatGraceSeconds': (time: string) => `${time} après la coupure`,
    'retention.classDays': (time: string) => `${time} après le dernier usage de la classe, ou dès que l’hôte la supprime`,
    'retention.hostSessionDays': (time: string) => `${time} après le dernier passage de l’hôte, ou à sa déconnexion`,
    'retention.invitationHours': (time: string) => `à l’usage, au plus tard ${time} après sa création`,
    'retention.connectionLogDays': (time: string) => `${time} après la connexion`,
    'retention.auditLogDays': (time: string) => `${time} après l’acte`,
  },
  held: 'pas avant la fin de la conservation imposée, en cours sur ce serveur',
  suspended: (time: string) => `${time} (suspendu : conservation imposée)`,
  afterSeconds: (time: string) => `au bout de ${time}`,
  events: {
    'class-end': 'à la fin de la classe',
    disconnect: 'à la déconnexion',
    relayed: 'aussitôt transmis',
    'own-choice': 'quand la personne l’efface de son appareil',
  },
  tab: {
    closed: 'en quittant la classe, ou à la fermeture de l’onglet',
    swept: 'en quittant la classe ; sinon dès qu’une page de ce serveur est ouverte, 90 secondes après la fermeture de l’onglet',
  },
  places: {
    memory: 'mémoire vive du serveur',
    store: 'base de données du serveur',
    'connection-log': 'journal des connexions',
    'audit-log': 'journal de sécurité',
    browser: 'appareil de la personne',
  },
  spots: {
    'tab-storage': 'mémoire de l’onglet',
    database: 'base de données du navigateur',
    cookie: 'témoins (cookies)',
    history: 'historique du navigateur',
  },
  viewers: {
    self: 'la personne elle-même',
    members: 'les personnes de la classe',
    hosts: 'les hôtes de la classe',
    operator: 'qui tient le serveur',
  },
  /** Whose data, each group once. */
  groups: { participants: 'élèves, dont des mineurs, et invités', hosts: 'enseignants (hôtes)' },
  subjects: { participants: 'élèves et invités', hosts: 'enseignants (hôtes)', both: 'élèves, invités et enseignants (hôtes)' },
  bases: {
    'public-task': 'mission d’intérêt public (RGPD, article 6(1)(e))',
    contract: 'exécution d’un contrat (RGPD, article 6(1)(b))',
    'legitimate-interest': 'intérêt légitime (RGPD, article 6(1)(f))',
    consent: 'consentement (RGPD, article 6(1)(a))',
  },
  /** What it is for, as a person would name it. */
  aims: {
    class: [
      'Tenir une classe à distance, en direct, entre un enseignant et ses élèves',
      'Permettre aux enseignants de préparer, de retrouver et de supprimer leurs classes',
    ],
    security: ['Limiter les abus et ne laisser entrer que les personnes voulues', 'Comprendre un incident de sécurité'],
  },
  security: 'obligation légale de sécurité (RGPD, articles 6(1)(c) et 32)',
  rights: {
    access: 'accès',
    rectification: 'rectification',
    restriction: 'limitation',
    objection: 'opposition',
    erasure: 'effacement',
    portability: 'portabilité',
    withdrawal: 'retrait du consentement',
  },
  operating: 'tenue du serveur de classes à distance, pour le compte du responsable',
  hosting: 'hébergement de la machine',
  none: 'aucun',
  noSafeguard: 'sans objet, dans l’Espace économique européen',
  noTransfer: 'Aucun transfert hors de l’Espace économique européen.',
  transfer: (to: string, country: string, safeguard: string) => `${to} (${country}) : ${safeguard}`,
  and: ' ; ',
};
