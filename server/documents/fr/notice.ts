import type { Facts } from '../facts/facts.ts';
import { noticeParts } from './noticeParts.ts';
import { list, type Section, text } from '../render/page.ts';

const items = (facts: Facts) => ({
  table: {
    head: ['Donnée', 'À quoi elle sert', 'De qui', 'Qui la voit', 'Où', 'Effacée'],
    rows: facts.items.map((item) => [item.what, item.purpose, item.persons, item.recipients, item.places, item.until]),
  },
});

const sources = ({ told }: Facts) =>
  told.length === 0
    ? [text('De vous et de votre navigateur seulement.')]
    : [text('De vous et de votre navigateur. Quand une personne qui enseigne se connecte, aussi comme suit :'), list(told)];

/** The notice in two layers, and for children (GDPR, articles 12 and 13). */
export const notice = {
  shortTitle: 'Vos données dans cette classe',
  title: 'Vos données dans les classes',
  childTitle: 'Tes données, expliquées simplement',
  more: 'Toutes les informations',
  child: 'La version pour les enfants',
  other: 'In English',
  short: (f: Facts): string[] => [
    f.selfOperated
      ? `Responsable : ${f.controller.name}, qui tient aussi le serveur.`
      : `Responsable : ${f.controller.name}. Le serveur est tenu par ${f.operator.name}.`,
    'Voix, image et messages sont transmis, jamais enregistrés. Sauf dans une classe annoncée comme non chiffrée, le serveur ne peut ni les voir, ni les entendre, ni les lire.',
    f.earlyLine
      ? 'Le serveur connaît votre adresse réseau et l’heure dès que vous ouvrez le lien d’une classe en cours ; une fois entré, votre rôle et quels flux vous envoyez.'
      : 'Tant que vous êtes là, le serveur connaît votre adresse réseau, votre rôle, vos heures d’arrivée et de départ, et quels flux vous envoyez.',
    `Il l’oublie à la fin de la classe${f.earlyLine ? ', ou en 2 minutes si vous n’entrez pas' : ''}. L’adresse et les heures restent ${f.connectionLog} au plus dans le journal des connexions.`,
    ...(f.legalHold === null
      ? []
      : [
          `Conservation imposée : en ce moment, rien de ce que ce serveur a écrit sur son disque n’est effacé. Raison : ${f.legalHold}.`,
        ]),
    'Caméra et micro sont éteints à l’entrée ; personne ne peut les allumer à votre place. Un pseudonyme suffit.',
    f.transfers.length === 0
      ? `Votre navigateur ne parle qu’à ce serveur. ${f.noTransfer}`
      : `Des données peuvent sortir de l’Espace économique européen : ${f.transfers.join(f.words.and)}.`,
    `Une question, une demande : ${f.dpo}.`,
  ],
  full: (f: Facts): Section[] => [
    ...(f.missing.length > 0
      ? [
          {
            heading: 'Notice à compléter',
            blocks: [text('Il manque encore, dans la configuration de ce serveur :'), list(f.missing)],
          },
        ]
      : []),
    noticeParts.responsible(f),
    noticeParts.purposes(f),
    {
      heading: 'Quelles données, et jusqu’à quand',
      blocks: [
        ...noticeParts.concerned(f),
        text('Cette liste est complète : le serveur ne garde rien qui n’y figure pas.'),
        items(f),
      ],
    },
    {
      heading: 'Ce que le serveur ne peut pas lire, et ce qu’il sait quand même',
      blocks: [
        text(
          'La voix, l’image, les noms, le titre de la classe et les messages sont chiffrés de navigateur à navigateur. Le serveur les transmet sans avoir la clé, et ne les enregistre pas.',
        ),
        text(
          'Il sait pourtant, tant que la classe dure : les adresses réseau, les heures, la taille des envois, qui envoie quoi (micro, caméra, écran), qui parle, et les rôles.',
        ),
        text(
          'Une classe peut être créée sans ce chiffrement. C’est alors annoncé avant d’entrer et affiché pendant toute la classe : qui tient le serveur pourrait la voir, l’entendre et la lire.',
        ),
        text(
          'La page que votre navigateur exécute vient elle aussi de ce serveur : le chiffrement suppose que cette page n’a pas été changée.',
        ),
      ],
    },
    noticeParts.recipients(f),
    noticeParts.transfers(f),
    ...noticeParts.objection(f),
    {
      heading: 'Dans votre navigateur',
      blocks: [
        text('Aucun témoin (cookie) n’est déposé chez les élèves. Un enseignant connecté en a un seul, nécessaire à sa session.'),
        text(
          'Pendant la classe, l’adresse et le titre de la page ne disent pas de quelle classe il s’agit. Le navigateur garde :',
        ),
        list(f.items.filter(({ onDevice }) => onDevice).map(({ what, places, until }) => `${what} – ${places} – ${until}`)),
        text(
          'Sur un ordinateur partagé, quittez la classe par le bouton « Quitter » : tout est effacé aussitôt. Sans cela, pendant 90 secondes, qui rouvre l’onglet fermé revient à votre place.',
        ),
        text(
          'Ce qu’une page ne peut pas effacer : ce que le navigateur note lui-même dans ses fichiers, comme le lien que vous avez ouvert. La fenêtre privée d’un navigateur n’en garde rien.',
        ),
      ],
    },
    {
      heading: 'Est-ce obligatoire ?',
      blocks: [
        text(
          'Pour entrer, il faut le lien de la classe et un nom, qui peut être un pseudonyme. Le reste est technique : sans adresse réseau, rien ne peut être transmis.',
        ),
        text(
          'La caméra et le micro sont éteints à l’entrée. Un enseignant peut demander de les allumer ; ni lui ni le serveur ne peuvent le faire.',
        ),
      ],
    },
    {
      heading: 'Vos droits',
      blocks: [
        ...noticeParts.rights(f),
        text(
          `Pour les exercer : ${f.controller.contact}, ou ${f.dpo}. Le serveur ne connaît pas votre nom : dites la classe, le jour et l’heure.`,
        ),
        text(`Vous pouvez aussi vous plaindre auprès de l’autorité de contrôle : ${f.authority.name}, ${f.authority.contact}.`),
      ],
    },
    {
      heading: 'Décisions automatisées',
      blocks: [text('Aucune décision n’est prise par une machine. Personne n’est noté, classé ou surveillé par ce logiciel.')],
    },
    { heading: 'D’où viennent les données', blocks: sources(f) },
    {
      heading: 'D’où vient cette page',
      blocks: [
        text(
          `Elle est écrite par le serveur d’après sa configuration en vigueur. Ardoise ${f.version}, configuration ${f.fingerprint.slice(0, 16)}.`,
        ),
      ],
    },
  ],
  forChildren: (f: Facts): Section[] => [
    {
      heading: 'Qui s’occupe de cette classe ?',
      blocks: [text(`C’est ${f.controller.name}.`), text('Tu peux poser tes questions à ton enseignant ou à tes parents.')],
    },
    {
      heading: 'Qui peut te voir et t’entendre ?',
      blocks: [
        text('Les personnes de ta classe.'),
        text('Ta caméra et ton micro sont éteints quand tu arrives.'),
        text('C’est toi qui les allumes. Personne ne peut le faire à ta place.'),
        text('Tu peux garder ta caméra éteinte.'),
      ],
    },
    {
      heading: 'Est-ce que c’est enregistré ?',
      blocks: [
        text('Non. L’ordinateur qui fait marcher la classe n’enregistre rien.'),
        text('Ce que tu dis est mis dans une sorte d’enveloppe fermée. Il la transporte sans pouvoir l’ouvrir.'),
        text('Si une classe n’a pas d’enveloppe, c’est écrit avant d’entrer.'),
        text('Attention : quelqu’un de la classe peut prendre une photo de son écran.'),
      ],
    },
    {
      heading: 'Que sait l’ordinateur de toi ?',
      blocks: [
        text('Il sait d’où vient ta connexion et à quelle heure. Sinon il ne pourrait rien t’envoyer.'),
        ...(f.earlyLine ? [text('Il le sait dès que tu ouvres la page, même si tu n’entres pas.')] : []),
        text(
          f.legalHold === null
            ? `Il le note et l’efface au bout de ${f.connectionLog}.`
            : 'Il le note. En ce moment, la loi ou un juge l’oblige à le garder plus longtemps.',
        ),
        text('Quand la classe est finie, il oublie le reste.'),
        text('Tu peux choisir un surnom au lieu de ton vrai nom.'),
      ],
    },
    {
      heading: 'Et si quelque chose te gêne ?',
      blocks: [
        text('Quitte la classe. Tu en as le droit.'),
        text('Parles-en à un adulte en qui tu as confiance.'),
        text(`Il peut écrire ici pour toi : ${f.controller.contact}.`),
      ],
    },
  ],
};
