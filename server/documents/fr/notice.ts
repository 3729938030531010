import type { Facts } from '../facts/facts.ts';
import { noticeParts } from './noticeParts.ts';
import { list, type Section, text } from '../render/page.ts';
import { asking, sourceOffer } from './firstLayer.ts';

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
        ...(f.onHold === null ? [] : [text(f.onHold)]),
        ...(f.loosened.length === 0 ? [] : [list(f.loosened)]),
      ],
    },
    {
      heading: 'Ce que le serveur ne peut pas lire, et ce qu’il sait quand même',
      blocks: [
        text(
          'La voix, l’image, les noms, le titre de la classe, les messages, le tableau, les notes et les fichiers sont chiffrés de navigateur à navigateur. Le serveur les transmet sans avoir la clé, et ne les enregistre pas.',
        ),
        text(
          'Il sait pourtant, tant que la classe dure : les adresses réseau, les heures, la taille des envois, qui envoie quoi (micro, caméra, écran), qui parle, et les rôles.',
        ),
        text(f.encryption),
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
        ...asking(f),
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
        sourceOffer(f),
      ],
    },
  ],
};
