/** Who may be shown an item. */
export type Viewer = 'self' | 'members' | 'hosts' | 'operator';
/** Where an item may be kept. Nothing else may hold it. */
export type Place = 'memory' | 'store' | 'connection-log' | 'audit-log';

/** One item of personal data, declared once. Anything the server holds of a person has an entry here. */
export type LedgerEntry = {
  /** In words, in both languages: the notice and the register print it. */
  readonly what: { readonly fr: string; readonly en: string };
  readonly purpose: { readonly fr: string; readonly en: string };
  readonly subjects: 'participants' | 'hosts' | 'both';
  readonly seenBy: readonly Viewer[];
  readonly keptIn: readonly Place[];
  /** When it is erased, at the latest. `setting` names a duration of the configuration. */
  readonly until:
    | { readonly event: 'class-end' | 'disconnect' | 'relayed' }
    | { readonly setting: string }
    | { readonly seconds: number };
};

/** The ledger: every item of personal data that the server handles. */
export const ledger = {
  participantId: {
    what: { fr: 'identifiant aléatoire d’une visite', en: 'random identifier of one visit' },
    purpose: { fr: 'relayer les flux et appliquer les droits', en: 'relay streams and enforce rights' },
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  card: {
    what: { fr: 'clés publiques de la visite et nom chiffré', en: 'public keys of the visit and sealed name' },
    purpose: { fr: 'se présenter aux autres navigateurs', en: 'be presented to the other browsers' },
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  presence: {
    what: { fr: 'rôle, droits, main levée, flux allumés', en: 'role, rights, raised hand, streams turned on' },
    purpose: { fr: 'tenir la classe', en: 'run the class' },
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  address: {
    what: { fr: 'adresse réseau', en: 'network address' },
    purpose: { fr: 'acheminer les flux et limiter les abus', en: 'deliver streams and limit abuse' },
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { event: 'disconnect' },
  },
  addressCounter: {
    what: { fr: 'compteur de requêtes par adresse', en: 'request counter per address' },
    purpose: { fr: 'limiter les abus', en: 'limit abuse' },
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 60 },
  },
  ticket: {
    what: { fr: 'ticket d’entrée à usage unique', en: 'single-use entry ticket' },
    purpose: { fr: 'ouvrir la connexion', en: 'open the connection' },
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['memory'],
    until: { seconds: 60 },
  },
  seatToken: {
    what: { fr: 'jeton de place, signé, non conservé par le serveur', en: 'signed seat token, not kept by the server' },
    purpose: { fr: 'retrouver sa place après une coupure', en: 'come back to one’s seat after a cut' },
    subjects: 'both',
    seenBy: ['self'],
    keptIn: [],
    until: { event: 'class-end' },
  },
  classroomId: {
    what: { fr: 'identifiant aléatoire de la classe', en: 'random identifier of the class' },
    purpose: { fr: 'retrouver la classe par son lien', en: 'find the class by its link' },
    subjects: 'hosts',
    seenBy: ['members', 'operator'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  hostCredential: {
    what: { fr: 'empreintes des justificatifs d’hôte et coffre chiffré', en: 'hashes of host credentials and sealed vault' },
    purpose: { fr: 'reconnaître l’hôte de la classe', en: 'recognise the class’s host' },
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['store'],
    until: { setting: 'retention.classDays' },
  },
  hostAccount: {
    what: { fr: 'identifiant aléatoire d’un compte d’hôte', en: 'random identifier of a host account' },
    purpose: { fr: 'retrouver ses classes d’un appareil à l’autre', en: 'find one’s classes from one device to another' },
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['store'],
    until: { setting: 'retention.hostSessionDays' },
  },
  hostSession: {
    what: { fr: 'empreinte de la session d’hôte (témoin de connexion)', en: 'hash of the host session (cookie)' },
    purpose: { fr: 'permettre de créer des classes', en: 'allow making classes' },
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['store'],
    until: { setting: 'retention.hostSessionDays' },
  },
  hostInvitation: {
    what: { fr: 'empreinte d’un lien d’hôte à usage unique', en: 'hash of a one-time host link' },
    purpose: { fr: 'ouvrir une session d’hôte', en: 'open a host session' },
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['store'],
    until: { setting: 'retention.invitationHours' },
  },
} as const satisfies Record<string, LedgerEntry>;

export type LedgerKey = keyof typeof ledger;
