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
    'class.lobbySeconds': (time: string) =>
      `au plus tard ${time} après l’arrivée dans la salle d’attente, ou celle de l’hôte si l’on est venu avant`,
    'class.seatGraceSeconds': (time: string) => `${time} après la coupure`,
    'retention.classDays': (time: string) =>
      `${time} après le dernier usage de la classe, dès que l’hôte la supprime, ou avec le compte de l’hôte s’il ne revient pas`,
    'retention.hostSessionDays': (time: string) => `${time} après le dernier passage de l’hôte, ou à sa déconnexion`,
    'retention.invitationHours': (time: string) => `à l’usage, au plus tard ${time} après sa création`,
    'retention.connectionLogDays': (time: string) => `${time} après la connexion`,
    'retention.auditLogDays': (time: string) => `${time} après l’acte`,
  },
  afterClasses: (time: string) =>
    `${time} après le dernier passage de l’hôte et le dernier usage de ses classes, ou dès qu’il l’efface`,
  held: 'pas avant la fin de la conservation imposée, en cours sur ce serveur',
  suspended: (time: string) => `${time} (suspendu : conservation imposée)`,
  afterSeconds: (time: string) => `au bout de ${time}`,
  events: {
    'class-end': 'à la fin de la classe',
    disconnect: 'à la déconnexion',
    relayed: 'aussitôt transmis',
    'own-choice': 'quand la personne l’efface de son appareil',
    'worker-idle':
      'avec le processus, une minute après la fin de sa dernière classe ; tant que des classes s’y suivent sans pause, quand il a besoin de la place',
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
  yes: 'oui',
  no: 'non',
  /** The settings that need a reason, where they protect less. */
  settings: {
    'class.lobbySeconds': 'attente la plus longue dans la salle d’attente',
    'class.seatGraceSeconds': 'place gardée après une coupure',
    'class.maxHours': 'durée la plus longue d’une classe',
    'class.allowUnencrypted': 'classes sans chiffrement de bout en bout',
    'retention.classDays': 'conservation des classes',
    'retention.hostSessionDays': 'session d’un hôte',
    'retention.invitationHours': 'lien à usage unique pour un hôte',
    'retention.connectionLogDays': 'journal des connexions',
    'retention.auditLogDays': 'journal de sécurité',
    'retention.legalHold': 'conservation imposée : rien de ce qui est sur le disque n’est effacé',
  },
  loosened: (setting: string, value: string, standard: string, why: string) =>
    `Réglage assoupli : ${setting}, ${value} au lieu de ${standard}. Raison donnée : ${why}`,
  onHold: (why: string) =>
    `Conservation imposée : en ce moment, rien de ce que ce serveur a écrit sur son disque n’est effacé. Raison : ${why}.`,
  encryptedOnly: 'Ce serveur n’accepte que des classes chiffrées de bout en bout.',
  unencrypted: (why: string | null) =>
    `Ce serveur permet des classes sans chiffrement de bout en bout, annoncées comme telles avant d’entrer et pendant toute la classe. Leur clé y est gardée en clair : qui tient le serveur peut les voir, les entendre et les lire, et qui connaît leur identifiant peut en lire le titre et y demander à entrer.${why === null ? '' : ` Raison donnée : ${why}.`}`,
  operating: 'tenue du serveur de classes à distance, pour le compte du responsable',
  hosting: 'hébergement de la machine',
  none: 'aucun',
  noSafeguard: 'sans objet, dans l’Espace économique européen',
  noTransfer: 'Aucun transfert hors de l’Espace économique européen.',
  transfer: (to: string, country: string, safeguard: string) => `${to} (${country}) : ${safeguard}`,
  and: ' ; ',
};
