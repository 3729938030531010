import type { FileFault } from '../../files/port.ts';
import { countFr } from '../../text/text.ts';

type OwnFault = Extract<FileFault, 'stopped' | 'gone' | 'altered' | 'unread'>;

const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 1 });
const sizeFr = (bytes: number): string => {
  if (bytes < 1_000) return countFr(bytes, 'octet', 'octets');
  return bytes < 1_000_000 ? `${number.format(Math.ceil(bytes / 1_000))} ko` : `${number.format(bytes / 1_000_000)} Mo`;
};

export const fr = {
  title: 'Fichiers',
  size: sizeFr,
  list: 'Fichiers distribués',
  empty: 'Aucun fichier n’a été distribué.',
  loading: 'Les fichiers distribués arrivent…',
  give: 'Distribuer des fichiers…',
  hint: 'Chiffrés jusqu’à chaque appareil, et effacés du serveur à la fin de la classe. Aucun antivirus ne peut les lire : ne distribuez que des fichiers sûrs.',
  caution: 'Enregistrez ce que vous voulez garder : tout s’efface à la fin de la classe. Aucun antivirus ne l’a vérifié.',
  nameless: 'fichier sans nom',
  from: (name: string) => `de ${name}`,
  fromYou: 'de vous',
  download: (name: string) => `Enregistrer ${name}`,
  downloadShort: 'Enregistrer',
  stop: (name: string) => `Arrêter ${name}`,
  stopShort: 'Arrêter',
  resume: (name: string) => `Reprendre ${name}`,
  resumeShort: 'Reprendre',
  again: (name: string) => `Réessayer ${name}`,
  againShort: 'Réessayer',
  takeBack: (name: string) => `Retirer ${name}`,
  takeBackShort: 'Retirer',
  putAway: (name: string) => `Fermer le message sur ${name}`,
  sending: 'Envoi en cours',
  progress: (name: string) => `Avancement de ${name}`,
  going: (done: string, all: string) => `${done} sur ${all}`,
  waits: 'La connexion est coupée : cela reprendra tout seul.',
  stopped: (done: string, all: string) => `Arrêté à ${done} sur ${all}. Ce qui est arrivé est gardé.`,
  tooLarge: (most: string) => `Trop volumineux : il reste de la place pour ${most} au plus.`,
  noRoom: 'Il n’y a plus de place pour les fichiers de cette classe. Retirez-en un, puis réessayez.',
  faults: {
    stopped: 'Arrêté.',
    gone: 'Ce fichier n’est plus là : le serveur a redémarré, et personne dans la classe ne peut le redonner. Demandez qu’il soit distribué à nouveau.',
    altered: 'Ce qui est arrivé n’est pas le fichier qui a été distribué : rien n’en est gardé.',
    unread: 'Cet appareil ne donne plus le fichier : il a été déplacé ou modifié. Choisissez-le à nouveau.',
  } satisfies Record<OwnFault, string>,
  given: (name: string) => `Distribué à la classe : ${name}`,
  saved: (name: string) => `Enregistré sur cet appareil : ${name}`,
  came: (name: string) => `${name} a distribué un fichier`,
  unseen: (n: number) => countFr(n, 'nouveau fichier', 'nouveaux fichiers'),
  pupils: 'Les élèves peuvent distribuer des fichiers',
};
