import { providerLedger } from '../identity/providers/declarations.ts';
import { toolLedger } from '../tools/ledgers.ts';

/** Who may be shown an item. */
export type Viewer = 'self' | 'members' | 'hosts' | 'operator';
/** Where an item may be kept. Nothing else may hold it. `browser`: on the person's own device, not on the server. */
export type Place = 'memory' | 'store' | 'connection-log' | 'audit-log' | 'browser';
/** Where in a browser: the tab's own storage, the browser's database for this site, its cookies, or its history of pages. */
export type BrowserSpot = 'tab-storage' | 'database' | 'cookie' | 'history';
/**
 * Why it is lawful. `class`: the basis on which the school holds its classes, which the configuration names.
 * `security`: the duty to keep the service secure (GDPR, articles 6(1)(c) and 32).
 */
export type Basis = 'class' | 'security';

/** One item of personal data, declared once. Anything the server holds of a person has an entry here. */
export type LedgerEntry = {
  /** In words, in both languages: the notice and the register print it. */
  readonly what: { readonly fr: string; readonly en: string };
  readonly purpose: { readonly fr: string; readonly en: string };
  readonly basis: Basis;
  readonly subjects: 'participants' | 'hosts' | 'both';
  readonly seenBy: readonly Viewer[];
  readonly keptIn: readonly Place[];
  /** Given for what is kept in a browser. */
  readonly within?: BrowserSpot;
  /**
   * When it is erased, at the latest. `setting` names a duration of the configuration, `from: 'classes'`: counted from the last
   * use of an account or of its classes; `own-choice`: when the person
   * whose device keeps it removes it; `tab`: of what is in a tab, `closed`: on leaving the class or when the tab is
   * closed; `swept`: on leaving, else when a page of this server is next open and the tab has been closed for longer than the grace (90 seconds).
   */
  readonly until:
    | { readonly event: 'class-end' | 'disconnect' | 'relayed' | 'own-choice' | 'worker-idle' }
    | { readonly tab: 'closed' | 'swept' }
    | { readonly setting: string; readonly from?: 'classes' }
    | { readonly seconds: number };
};

/** The ledger: every item of personal data that the server handles. */
export const ledger = {
  participantId: {
    what: { fr: 'identifiant aléatoire d’une visite', en: 'random identifier of one visit' },
    purpose: { fr: 'relayer les flux et appliquer les droits', en: 'relay streams and enforce rights' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  card: {
    what: { fr: 'clés publiques de la visite et nom chiffré', en: 'public keys of the visit and sealed name' },
    purpose: { fr: 'se présenter aux autres navigateurs', en: 'be presented to the other browsers' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  presence: {
    what: {
      fr: 'rôle, droits, flux allumés, parole en cours, si le son et l’image passent',
      en: 'role, rights, streams turned on, who speaks, whether sound and picture get through',
    },
    purpose: { fr: 'tenir la classe', en: 'run the class' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  group: {
    what: {
      fr: 'messages d’admission signés par qui tient la classe : identifiants aléatoires et clés publiques des personnes admises, sans nom',
      en: 'messages of admission signed by those who hold the class: random identifiers and public keys of the admitted people, no names',
    },
    purpose: {
      fr: 'n’admettre que les personnes choisies par l’hôte, et relier ceux dont la connexion a été coupée',
      en: 'admit only the people that the host chose, and bring back those who were cut off',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  lobbyPlace: {
    what: {
      fr: 'présence dans la salle d’attente, avec une marque d’adresse illisible',
      en: 'presence in the lobby, with an unreadable mark of the address',
    },
    purpose: {
      fr: 'laisser l’hôte décider qui entre, et partager les places',
      en: 'let the host decide who enters, and share the places',
    },
    basis: 'class',
    subjects: 'participants',
    seenBy: ['hosts'],
    keptIn: ['memory'],
    until: { setting: 'class.lobbySeconds' },
  },
  earlyLine: {
    what: {
      fr: 'connexion des flux préparée pendant qu’on lit la page d’avant la classe, sans rien y transmettre, avec une marque d’adresse illisible',
      en: 'connection of the streams prepared while one reads the page before the class, which carries nothing, with an unreadable mark of the address',
    },
    purpose: {
      fr: 'que l’image vienne aussitôt qu’on entre, et partager les places',
      en: 'let the picture come as soon as one enters, and share the places',
    },
    basis: 'class',
    subjects: 'participants',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 120 },
  },
  networkTrial: {
    what: {
      fr: 'essai du réseau que la personne demande avant d’entrer : une connexion au port des flux, sans rien y transmettre, avec son adresse',
      en: 'trial of the network that one asks for before entering: a connection to the port of the streams, which carries nothing, with one’s address',
    },
    purpose: {
      fr: 'dire avant d’entrer si le son et l’image passeront',
      en: 'tell before one enters whether sound and picture will pass',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 15 },
  },
  lobbyRefusal: {
    what: {
      fr: 'refus récent à la porte, par identifiant aléatoire et par marque d’adresse illisible',
      en: 'recent refusal at the door, by random identifier and by an unreadable mark of the address',
    },
    purpose: {
      fr: 'qu’une personne refusée ne revienne pas aussitôt',
      en: 'keep a refused person from coming back at once',
    },
    basis: 'class',
    subjects: 'participants',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 60 },
  },
  awaySeat: {
    what: { fr: 'place gardée après une coupure', en: 'seat kept after a cut' },
    purpose: { fr: 'revenir sans repasser par la salle d’attente', en: 'come back without passing the lobby again' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { setting: 'class.seatGraceSeconds' },
  },
  departure: {
    what: {
      fr: 'départ ou exclusion d’une personne, par son identifiant aléatoire',
      en: 'departure or removal of a person, by random identifier',
    },
    purpose: {
      fr: 'qu’une personne exclue ne reprenne pas sa place, et ne revienne que si l’hôte l’admet',
      en: 'keep a removed person from taking their seat again: they come back only if the host admits them',
    },
    basis: 'class',
    subjects: 'participants',
    seenBy: ['hosts'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  content: {
    what: { fr: 'messages, réactions et clés, chiffrés', en: 'messages, reactions and keys, encrypted' },
    purpose: { fr: 'les remettre à leurs destinataires', en: 'hand them to those they are for' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'relayed' },
  },
  slate: {
    what: {
      fr: 'ce que la classe écrit ensemble (tableau, notes, sondages), chiffré, et de qui est chaque trait, passage ou réponse par identifiant aléatoire',
      en: 'what the class writes together (board, notes, polls), encrypted, and whose each stroke, passage or answer is by random identifier',
    },
    purpose: {
      fr: 'le montrer à toute la classe, et à qui arrive plus tard',
      en: 'show it to the whole class, and to who comes later',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  sharedFile: {
    what: {
      fr: 'fichiers distribués dans la classe, chiffrés avec leur nom, et de qui ils viennent par identifiant aléatoire',
      en: 'files handed out in the class, encrypted with their names, and from whom by random identifier',
    },
    purpose: {
      fr: 'les remettre aux personnes de la classe, et à qui arrive plus tard',
      en: 'hand them to the people of the class, and to who comes later',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
  stream: {
    what: { fr: 'voix, image et écran partagé, chiffrés', en: 'voice, image and shared screen, encrypted' },
    purpose: { fr: 'les transmettre aux personnes de la classe', en: 'forward them to the people of the class' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'relayed' },
  },
  mediaParameters: {
    what: {
      fr: 'capacités audio et vidéo du navigateur, clés de la connexion',
      en: 'audio and video abilities of the browser, keys of the connection',
    },
    purpose: { fr: 'établir la connexion des flux', en: 'set up the connection of the streams' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'disconnect' },
  },
  address: {
    what: { fr: 'adresse réseau', en: 'network address' },
    purpose: { fr: 'acheminer les flux et limiter les abus', en: 'deliver streams and limit abuse' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { event: 'disconnect' },
  },
  memoryRemains: {
    what: {
      fr: 'restes, dans la mémoire libérée du serveur, de ce qui est passé par lui : adresse réseau et port, ce que le navigateur dit de lui-même (user agent, jamais lu) ; un lien d’hôte utilisé, qui n’ouvre plus rien, peut y rester jusqu’à ce que cette place resserve ; seul l’administrateur de la machine pourrait les y chercher',
      en: 'remains, in the freed memory of the server, of what passed through it: network address and port, what the browser says of itself (user agent, never read); a host link that was used, which opens nothing any more, may stay there until that place is used again; only the administrator of the machine could look for them there',
    },
    purpose: { fr: 'à rien : c’est ainsi que la machine fonctionne', en: 'nothing: it is how the machine works' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 600 },
  },
  workerRemains: {
    what: {
      fr: 'restes, dans la mémoire d’un processus qui relaie les flux, des adresses réseau et des ports ; seul l’administrateur de la machine pourrait les y chercher',
      en: 'remains, in the memory of a process that forwards the streams, of network addresses and ports; only the administrator of the machine could look for them there',
    },
    purpose: { fr: 'à rien : c’est ainsi que la machine fonctionne', en: 'nothing: it is how the machine works' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { event: 'worker-idle' },
  },
  addressCounter: {
    what: {
      fr: 'compteur de requêtes par adresse, par adresse dans une classe, ou par place',
      en: 'request counter per address, per address in a class, or per seat',
    },
    purpose: { fr: 'limiter les abus', en: 'limit abuse' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['memory'],
    until: { seconds: 60 },
  },
  connectionRecord: {
    what: {
      fr: 'adresse réseau, heures de connexion et de déconnexion, et numéro aléatoire qui les relie, au journal des connexions',
      en: 'network address, times of connecting and disconnecting, and a random number that joins them, in the connection log',
    },
    purpose: { fr: 'enquêter sur un incident', en: 'look into an incident' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['operator'],
    keptIn: ['connection-log'],
    until: { setting: 'retention.connectionLogDays' },
  },
  auditRecord: {
    what: {
      fr: 'actes d’administration et de connexion des hôtes, sous pseudonyme',
      en: 'acts of administration and sign-ins of hosts, under a pseudonym',
    },
    purpose: { fr: 'pouvoir vérifier l’usage des droits d’accès', en: 'be able to check how access rights are used' },
    basis: 'security',
    subjects: 'hosts',
    seenBy: ['operator'],
    keptIn: ['audit-log'],
    until: { setting: 'retention.auditLogDays' },
  },
  ticket: {
    what: {
      fr: 'numéro aléatoire d’un ticket d’entrée utilisé (le ticket lui-même, signé, n’est pas conservé)',
      en: 'random number of an entry ticket that was used (the ticket itself, signed, is not kept)',
    },
    purpose: { fr: 'qu’un ticket n’ouvre qu’une connexion', en: 'let a ticket open one connection only' },
    basis: 'security',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['memory'],
    until: { seconds: 60 },
  },
  seatToken: {
    what: {
      fr: 'jeton de place, signé, non conservé par le serveur, scellé',
      en: 'signed seat token, not kept by the server, sealed',
    },
    purpose: { fr: 'retrouver sa place après une coupure', en: 'come back to one’s seat after a cut' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'database',
    until: { tab: 'swept' },
  },
  classroomId: {
    what: { fr: 'identifiant aléatoire de la classe', en: 'random identifier of the class' },
    purpose: { fr: 'retrouver la classe par son lien', en: 'find the class by its link' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['members', 'operator'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  classRecord: {
    what: {
      fr: 'compte qui a créé la classe, réglages, dates de création et de dernier usage',
      en: 'account that made the class, settings, dates of making and of last use',
    },
    purpose: { fr: 'montrer ses classes à l’hôte et les effacer à temps', en: 'show hosts their classes and erase them in time' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['self', 'operator'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  charter: {
    what: {
      fr: 'titre, règles et langue de la classe, chiffrés ; clé publique de l’hôte',
      en: 'title, rules and language of the class, encrypted; public key of the host',
    },
    purpose: { fr: 'présenter la classe avant d’y entrer', en: 'present the class before one enters' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['members'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  openSecret: {
    what: {
      fr: 'clé en clair d’une classe sans chiffrement de bout en bout : avec elle, qui tient le serveur, ou qui connaît l’identifiant de la classe, peut la lire',
      en: 'key in clear of a class without end-to-end encryption: with it, whoever runs the server, or knows the identifier of the class, can read it',
    },
    purpose: {
      fr: 'ouvrir une classe que son hôte a voulue sans ce chiffrement',
      en: 'open a class that its host wanted without that encryption',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members', 'operator'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  hostCredential: {
    what: { fr: 'empreintes des justificatifs d’hôte et coffre chiffré', en: 'hashes of host credentials and sealed vault' },
    purpose: { fr: 'reconnaître l’hôte de la classe', en: 'recognise the class’s host' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['memory', 'store'],
    until: { setting: 'retention.classDays' },
  },
  hostAccount: {
    what: { fr: 'identifiant aléatoire d’un compte d’hôte', en: 'random identifier of a host account' },
    purpose: { fr: 'retrouver ses classes d’un appareil à l’autre', en: 'find one’s classes from one device to another' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['self', 'operator'],
    keptIn: ['store'],
    until: { setting: 'retention.hostSessionDays', from: 'classes' },
  },
  hostSession: {
    what: {
      fr: 'session d’hôte : empreinte du témoin de connexion, date d’ouverture, jour du dernier usage, sorte d’appareil si l’hôte l’indique',
      en: 'host session: hash of the cookie, date of opening, day of last use, kind of device if the host says it',
    },
    purpose: {
      fr: 'permettre de créer des classes, voir et fermer ses propres sessions',
      en: 'allow making classes, see and end one’s own sessions',
    },
    basis: 'security',
    subjects: 'hosts',
    seenBy: ['self', 'operator'],
    keptIn: ['store'],
    until: { setting: 'retention.hostSessionDays' },
  },
  ...providerLedger,
  visitKeys: {
    what: {
      fr: 'clés de la visite, nom choisi et état du groupe, scellés (l’une des clés est gardée par le navigateur, qui ne la laisse pas lire), et heure où l’onglet était ouvert',
      en: 'keys of the visit, chosen name and state of the group, sealed (one of the keys is kept by the browser, which lets nobody read it out), and the time at which the tab was last open',
    },
    purpose: { fr: 'retrouver sa place en rechargeant la page', en: 'come back to one’s seat after reloading the page' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'database',
    until: { tab: 'swept' },
  },
  classLink: {
    what: { fr: 'lien de la classe ouverte, avec son secret, scellé', en: 'link of the open class, with its secret, sealed' },
    purpose: {
      fr: 'recharger la page sans que l’adresse montre le lien',
      en: 'reload the page without the address showing the link',
    },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'database',
    until: { tab: 'swept' },
  },
  tabNumber: {
    what: { fr: 'numéro aléatoire de l’onglet', en: 'random number of the tab' },
    purpose: { fr: 'ouvrir ce que l’onglet a scellé, et lui seul', en: 'open what the tab has sealed, and nothing else' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'tab-storage',
    until: { tab: 'closed' },
  },
  chosenLanguage: {
    what: { fr: 'langue choisie dans l’onglet', en: 'language chosen in the tab' },
    purpose: { fr: 'montrer les pages dans cette langue', en: 'show the pages in this language' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'tab-storage',
    until: { tab: 'closed' },
  },
  silencedSounds: {
    what: { fr: 'signaux sonores éteints dans l’onglet', en: 'sound signals switched off in the tab' },
    purpose: { fr: 'ne pas les faire entendre', en: 'not to let them be heard' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'tab-storage',
    until: { tab: 'closed' },
  },
  visitedPage: {
    what: {
      fr: 'page visitée : une adresse et un titre les mêmes pour toutes les classes',
      en: 'visited page, under a URL and a title that are the same for all classes',
    },
    purpose: { fr: 'fonctionnement du navigateur lui-même', en: 'the browser’s own working' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'history',
    until: { event: 'own-choice' },
  },
  openedLink: {
    what: {
      fr: 'lien de la classe, noté par le navigateur à son ouverture : Chrome, Edge et Chromium ne le montrent pas, d’autres le peuvent',
      en: 'link of the class, noted by the browser when it was opened: Chrome, Edge and Chromium do not show it, others may',
    },
    purpose: { fr: 'fonctionnement du navigateur lui-même', en: 'the browser’s own working' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'history',
    until: { event: 'own-choice' },
  },
  hostCookie: {
    what: { fr: 'témoin de connexion d’un hôte (cookie)', en: 'cookie of a host’s session' },
    purpose: { fr: 'permettre de créer des classes', en: 'allow making classes' },
    basis: 'security',
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'cookie',
    until: { setting: 'retention.hostSessionDays' },
  },
  hostKeyring: {
    what: {
      fr: 'clés, titres et liens des classes d’un hôte connecté',
      en: 'keys, titles and links of a signed-in host’s classes',
    },
    purpose: { fr: 'ouvrir ses classes', en: 'open one’s classes' },
    basis: 'class',
    subjects: 'hosts',
    seenBy: ['self'],
    keptIn: ['browser'],
    within: 'database',
    until: { event: 'own-choice' },
  },
  ...toolLedger,
} as const satisfies Record<string, LedgerEntry>;

export type LedgerKey = keyof typeof ledger;
