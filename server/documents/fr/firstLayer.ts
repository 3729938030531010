import type { Facts } from '../facts/facts.ts';
import { text } from '../render/page.ts';

/** Without the article, which belongs in the second layer. */
const plain = (basis: string): string => basis.replace(/ \(.*\)$/, '');

/** What stands before one enters, beside the button: why, what is noted, and one's rights. Short enough for a phone (GDPR, article 12(1)). */
const firstLayer = (f: Facts): string[] => [
  `Pour tenir cette classe à distance et garder le service sûr. Responsable : ${f.controller.name}. Base légale : ${plain(f.basis)} ; pour la sécurité, ${plain(f.words.security)}.`,
  f.legalHold === null
    ? `Noté : votre adresse réseau et vos heures de connexion, effacées au bout de ${f.connectionLog}. Voix, image et messages ne sont pas enregistrés.`
    : 'Noté : votre adresse réseau et vos heures de connexion, que la conservation imposée empêche d’effacer en ce moment. Voix, image et messages ne sont pas enregistrés.',
  `Vos droits : ${f.rights.has.join(', ')}. Écrivez à ${f.dpo}. Plainte : ${f.authority.name}.`,
];

/** The short notice, for who wants a little more. `/api/notice` answers with it. */
const short = (f: Facts): string[] => [
  f.selfOperated
    ? `Responsable : ${f.controller.name}, qui tient aussi le serveur.`
    : `Responsable : ${f.controller.name}. Le serveur est tenu par ${f.operator.name}.`,
  f.allowUnencrypted
    ? 'Voix, image et messages sont transmis, jamais enregistrés. Sauf dans une classe annoncée comme non chiffrée, dont ce serveur garde la clé, il ne peut ni les voir, ni les entendre, ni les lire.'
    : 'Voix, image et messages sont transmis, jamais enregistrés. Le serveur ne peut ni les voir, ni les entendre, ni les lire.',
  f.earlyLine
    ? 'Le serveur connaît votre adresse réseau et l’heure dès que vous ouvrez le lien d’une classe en cours ; une fois entré, votre rôle et quels flux vous envoyez.'
    : 'Tant que vous êtes là, le serveur connaît votre adresse réseau, votre rôle, vos heures d’arrivée et de départ, et quels flux vous envoyez.',
  `Il l’oublie à la fin de la classe${f.earlyLine ? ', ou en 2 minutes si vous n’entrez pas' : ''}. L’adresse et les heures restent ${f.connectionLog} au plus dans le journal des connexions.`,
  ...(f.onHold === null ? [] : [f.onHold]),
  'Caméra et micro sont éteints à l’entrée ; personne ne peut les allumer à votre place. Un pseudonyme suffit.',
  // Without a country nobody knows: what is missing is said then.
  f.transfers.length === 0
    ? `Votre navigateur ne parle qu’à ce serveur. ${f.noTransfer}`
    : `Des données peuvent sortir de l’Espace économique européen : ${f.transfers.join(f.words.and)}.`,
  `Une question, une demande : ${f.dpo}.`,
];

/** The first layer of the notice. */
export const first = { firstLayer, short };

/** What a request has to say, as far as the logs can be searched by it (GDPR, article 11). */
export const asking = (f: Facts) => [
  text(
    `Pour les exercer : ${f.controller.contact}, ou ${f.dpo}. Le serveur ne connaît ni votre nom ni votre classe dans son journal des connexions, qui ne se cherche que par adresse réseau, jour et heure : donnez-les.`,
  ),
  text(
    'Votre adresse, telle que le serveur la voit, est montrée dans la salle d’attente et dans la classe par « Ce que le serveur tient de vous », qui répond aussitôt. Sans ces renseignements, on ne pourra peut-être pas retrouver ce qui est de vous, et le responsable n’est pas tenu d’en recueillir d’autres pour cela (RGPD, article 11).',
  ),
];

/** The offer of the source to whoever uses the software over a network (GNU AGPL, version 3, section 13). */
export const sourceOffer = (f: Facts) =>
  text(
    `Ardoise est un logiciel libre (licence GNU AGPL, version 3 ou suivante). Toute personne qui s’en sert ici peut avoir gratuitement son code source, tel qu’il tourne sur ce serveur : demandez-le à ${f.operator.contact}.`,
  );
