import type { LeaveReason, RefusalCode } from '#protocol/codes.ts';
import type { Source } from '#protocol/media.ts';
import type { Role } from '#protocol/people.ts';
import type { CoreRight } from '#protocol/rights.ts';
import type { NoticeName, WarningKind } from '../../state/call.ts';

const someone = 'quelqu’un';
const device: Record<Source, string> = {
  mic: 'votre micro',
  camera: 'votre caméra',
  screen: 'votre partage d’écran',
  screenAudio: 'le son de votre partage d’écran',
};
const theirs: Record<Source, string> = {
  mic: 'Le micro',
  camera: 'La caméra',
  screen: 'Le partage d’écran',
  screenAudio: 'Le son du partage d’écran',
};
type NoticeSentence = (name?: string, source?: Source) => string;

const refusal: Record<RefusalCode, string> = {
  invalid: 'La demande n’a pas été comprise par le serveur. Rechargez la page.',
  unknown: 'Cette page et le serveur ne parlent pas la même langue. Rechargez la page.',
  'too-large': 'C’est trop long pour être envoyé.',
  'too-often': 'Trop de demandes à la suite. Attendez quelques secondes.',
  version: 'Ardoise a été mis à jour. Rechargez la page.',
  ticket: 'L’autorisation d’entrer a expiré. Rechargez la page.',
  door: 'Votre lien n’ouvre pas cette classe. Demandez-le à nouveau à votre enseignant.',
  outdated: 'Cette classe a été créée avec une version plus ancienne d’Ardoise. Son enseignant doit la créer à nouveau.',
  unencrypted: 'Ce serveur n’accepte que les classes chiffrées de bout en bout.',
  'not-entered': 'Vous n’êtes pas encore dans la classe.',
  'already-entered': 'Vous êtes déjà dans la classe.',
  waiting: 'Vous êtes encore dans la salle d’attente.',
  forbidden: 'Les règles de la classe ne le permettent pas.',
  address: 'Cette page a été ouverte sous une autre adresse que celle du serveur.',
  calm: 'La classe est au calme : seul l’enseignant peut envoyer.',
  'not-found': 'Cette classe n’existe pas ou a été supprimée.',
  exists: 'Cet identifiant est déjà pris.',
  full: 'La classe est complète.',
  'slate-full': 'Il n’y a plus de place sur ce tableau. Effacez-en une partie, ou ouvrez-en un autre.',
  'file-too-large': 'Ce fichier est trop volumineux pour être distribué ici.',
  'files-full': 'Il n’y a plus de place pour les fichiers de cette classe. Retirez-en un, puis réessayez.',
  'no-room':
    'Le serveur n’a plus de place pour des fichiers : d’autres classes l’occupent. Réessayez plus tard, ou avec un fichier plus petit.',
  locked: 'La classe est verrouillée : personne ne peut plus entrer.',
  'host-away': 'Votre professeur n’est plus connecté : la classe est verrouillée jusqu’à son retour. Réessayez dans un instant.',
  removed: 'Vous avez été exclu de cette classe : vous n’y revenez que si l’enseignant vous fait entrer à nouveau.',
  refused: 'L’enseignant n’a pas accepté votre entrée. Vous pourrez demander à nouveau dans une minute.',
  ended: 'La classe est terminée.',
  conflict: 'Quelqu’un d’autre a changé la même chose. Réessayez.',
  stopping: 'Le serveur redémarre. Réessayez dans un instant.',
  renewed:
    'Le lien de cette classe a été renouvelé : l’ancien ne fait plus entrer personne. Avec le nouveau, on entrera dès que le cours commencé avant sera fini.',
  'signed-out': 'Il faut un lien d’enseignant pour faire cela.',
  'signed-in': 'Une session d’enseignant est déjà ouverte dans ce navigateur.',
  media: 'Le serveur n’a pas pu transmettre le son ou l’image. Réessayez.',
  offline: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
  internal: 'Le serveur a rencontré une erreur. Réessayez dans un instant.',
};

const leave: Record<LeaveReason, { title: string; detail: string }> = {
  left: { title: 'Vous avez quitté la classe', detail: 'Votre micro et votre caméra sont éteints.' },
  lost: { title: 'La connexion a été perdue', detail: 'Elle n’est pas revenue à temps. Vous pouvez entrer à nouveau.' },
  refused: {
    title: 'Vous n’avez pas été admis',
    detail: 'L’enseignant n’a pas accepté votre entrée. Dans une minute, le lien de la classe permet de demander à nouveau.',
  },
  waited: {
    title: 'Personne n’a ouvert la porte',
    detail: 'L’enseignant était là, mais ne vous a pas encore fait entrer. Votre nom est gardé : vous pouvez demander à nouveau.',
  },
  crowded: {
    title: 'La salle d’attente est pleine',
    detail: 'Trop de personnes attendent d’entrer depuis le même endroit que vous. Réessayez dans un instant.',
  },
  removed: {
    title: 'Vous avez été exclu de la classe',
    detail: 'L’enseignant vous a retiré de la classe. Vous n’y revenez que s’il vous fait entrer à nouveau.',
  },
  replaced: {
    title: 'Vous êtes entré ailleurs',
    detail: 'Votre place a été reprise dans un autre onglet ou sur un autre appareil.',
  },
  ended: { title: 'La classe est terminée', detail: 'L’enseignant a mis fin à la classe.' },
  'host-gone': { title: 'La classe est terminée', detail: 'L’enseignant n’est pas revenu à temps.' },
  idle: { title: 'La classe est terminée', detail: 'Elle a atteint la durée maximale fixée par le serveur.' },
  stopping: { title: 'Le serveur s’arrête', detail: 'La classe pourra reprendre à son retour.' },
  violation: { title: 'La connexion a été fermée', detail: 'Cette page a envoyé quelque chose d’inattendu. Rechargez-la.' },
};

const warnings: Record<WarningKind, (name?: string, source?: Source) => string> = {
  ghost: () => 'Le serveur montre une personne que l’enseignant n’a pas admise. Elle ne peut ni vous voir ni vous entendre.',
  group: (name) =>
    name === undefined
      ? 'Une admission ou une exclusion que personne n’a le droit de faire a été refusée.'
      : `Le navigateur de ${name} a voulu changer la liste de la classe d’une façon qui a été refusée.`,
  fork: () => 'Le serveur a présenté une confirmation de l’enseignant qui ne va pas avec cette classe. Elle a été refusée.',
  silent: () =>
    'Le navigateur de l’enseignant n’a pas confirmé la classe à temps : quelqu’un qui a été exclu pourrait encore entendre.',
  message: (name = someone) => `Un message qui est arrivé au nom de ${name} était illisible ou déjà vu : il a été refusé.`,
  slate: (name = someone) =>
    `Un trait qui est arrivé au nom de ${name} n’était pas de cette personne, ou ne lui était pas permis : il a été refusé.`,
  slateFork: () => 'Le serveur n’a pas montré à tous le même tableau. Comparez à voix haute ce que chacun voit.',
  frame: (name = someone, source = 'mic') =>
    `${theirs[source]} de ${name} : ce qui est arrivé d’illisible ou de déjà vu a été refusé.`,
  unopened: (name = someone, source = 'mic') =>
    `${theirs[source]} de ${name} ne s’ouvre pas chez vous depuis dix secondes. D’autres pourraient recevoir ce que vous ne recevez pas.`,
};

const notices: Record<NoticeName, NoticeSentence> = {
  joined: (name = someone) => `${name} entre dans la classe`,
  left: (name = someone) => `${name} a quitté la classe`,
  knocked: (name = someone) => `${name} attend d’entrer`,
  asked: (name = 'L’enseignant', source = 'mic') => `${name} vous demande d’allumer ${device[source]}`,
  stopped: (_name, source = 'mic') => `L’enseignant a coupé ${device[source]}`,
  exceeded: (name, source = 'mic') =>
    name
      ? `${theirs[source]} de ${name} envoyait bien plus que nécessaire ; le serveur a mis fin à cet envoi`
      : `Le serveur a coupé ${device[source]} : votre navigateur envoyait bien plus que nécessaire`,
  calmOn: () => 'La classe est au calme : l’enseignant seul peut parler',
  calmOff: () => 'Le calme est levé',
  locked: () => 'La classe est verrouillée',
  unlocked: () => 'La classe est de nouveau ouverte',
  lobbyOn: () => 'La salle d’attente est en marche : personne n’entre plus sans que vous l’admettiez',
  granted: () => 'L’enseignant vous a donné un droit de plus',
  withdrawn: () => 'L’enseignant vous a retiré un droit',
  promoted: (name) => (name ? `${name} aide maintenant à tenir la classe` : 'Vous aidez maintenant à tenir la classe'),
  demoted: (name) => (name ? `${name} n’aide plus à tenir la classe` : 'Vous n’aidez plus à tenir la classe'),
  forgotten: () => 'Le serveur a redémarré : mains levées, calme et mise en avant sont oubliés',
  mediaLost: () => 'Le son et l’image sont coupés ; ils reviennent d’eux-mêmes dès que possible',
  mediaBack: () => 'Le son et l’image sont revenus',
  hostAway: () => 'L’enseignant a perdu la connexion',
  hostBack: () => 'L’enseignant est revenu',
  stopping: () => 'Le serveur va redémarrer ; la classe reprendra ensuite',
  refused: () => 'Cela n’a pas été accepté',
  incomplete: () => 'Une partie de la page n’est pas arrivée : rechargez-la pour l’avoir en entier',
  later: () => 'La connexion est coupée : ce sera fait dès son retour',
  failed: () => 'Cela n’a pas marché dans ce navigateur. Réessayez, ou rechargez la page',
  unsealed: () => 'Rien n’est parti : ce navigateur n’a pas encore les clés de la classe. Réessayez dans un instant',
  nobody: () => 'Rien n’est parti : personne n’est là pour le recevoir',
  deviceFailed: (_name, source = 'mic') => `Impossible d’allumer ${device[source]}`,
  deviceLost: (_name, source = 'mic') => `La classe ne reçoit plus ${device[source]}`,
  deviceBack: (_name, source = 'mic') => `La classe reçoit à nouveau ${device[source]}`,
};

const roles: Record<Role, string> = { host: 'Enseignant', cohost: 'Assistant', student: 'Élève' };
const rights: Record<CoreRight, string> = {
  speak: 'Parler',
  camera: 'Allumer la caméra',
  screen: 'Partager l’écran',
};
const sources: Record<Source, string> = {
  mic: 'le micro',
  camera: 'la caméra',
  screen: 'le partage d’écran',
  screenAudio: 'le son de l’écran',
};

/** One sentence for each code, reason, warning and notice of the protocol. */
export const codes = { refusal, leave, warnings, notices, roles, rights, sources };
