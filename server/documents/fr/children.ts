import type { Facts } from '../facts/facts.ts';
import { list, type Section, text } from '../render/page.ts';

const canObject = (f: Facts): boolean => f.rights.has.includes(f.words.rights.objection);
const agreed = (f: Facts): boolean => f.rights.has.includes(f.words.rights.withdrawal);

/** The notice in plain words, for those who are not of age: they have the same rights (GDPR, article 12(1); loi de 1978, article 48). */
export const forChildren = (f: Facts): Section[] => [
  {
    heading: 'Qui s’occupe de cette classe ?',
    blocks: [text(`C’est ${f.controller.name}.`), text('Tu peux poser tes questions à ton enseignant ou à tes parents.')],
  },
  {
    heading: 'Qui peut te voir et t’entendre ?',
    blocks: [
      text('Les personnes de ta classe.'),
      text('Ta caméra et ton micro sont éteints quand tu arrives.'),
      text('C’est toi qui les allumes. Personne ne peut le faire à ta place.'),
      text('Tu peux garder ta caméra éteinte.'),
      text('Attention : quelqu’un de la classe peut prendre une photo de son écran.'),
    ],
  },
  {
    heading: 'Et l’ordinateur qui fait marcher la classe ?',
    blocks: [
      text('Il n’enregistre ni ta voix, ni ton image, ni tes messages.'),
      text('Ce que tu dis est mis dans une sorte d’enveloppe fermée. Il la transporte sans pouvoir l’ouvrir.'),
      ...(f.allowUnencrypted
        ? [
            text('Une classe peut être sans enveloppe. C’est alors écrit en rouge avant d’entrer.'),
            text('Dans ce cas, les gens qui tiennent l’ordinateur pourraient te voir, t’entendre et te lire.'),
            text('N’y dis rien de secret.'),
          ]
        : []),
    ],
  },
  {
    heading: 'Qu’est-ce qui est noté sur toi ?',
    blocks: [
      text('L’adresse de ta connexion, et à quelle heure tu arrives et tu pars.'),
      text('Sans adresse, rien ne pourrait t’être envoyé. Les heures servent si quelqu’un fait des dégâts.'),
      ...(f.earlyLine ? [text('C’est noté dès que tu ouvres la page, même si tu n’entres pas.')] : []),
      text(
        f.legalHold === null
          ? `C’est effacé au bout de ${f.connectionLog}.`
          : 'En ce moment, la loi ou un juge oblige à le garder plus longtemps.',
      ),
      text('Quand la classe est finie, tout le reste est oublié.'),
      text('Tu peux choisir un surnom au lieu de ton vrai nom.'),
    ],
  },
  {
    heading: 'Tes droits',
    blocks: [
      text('Ce sont les tiens. Tu n’as pas besoin d’attendre d’être grand.'),
      list([
        'Voir ce qui est noté sur toi : en classe, choisis « Ce que le serveur tient de vous ».',
        'Faire corriger ce qui est faux.',
        'Demander qu’on s’en serve moins.',
        ...(canObject(f) ? ['Dire que tu n’es pas d’accord, et pourquoi.'] : []),
        ...(agreed(f) ? ['Changer d’avis si tu avais dit oui.'] : []),
      ]),
      text(`Pour cela, écris à ${f.dpo}.`),
      text('Son métier est de défendre tes données. Un adulte peut t’aider à écrire.'),
      text('Dis le jour, l’heure, et l’adresse que la page t’a montrée.'),
      text(`Si la réponse ne te va pas, tu peux te plaindre : ${f.authority.name}, ${f.authority.contact}.`),
    ],
  },
  {
    heading: 'Et si quelque chose te gêne ?',
    blocks: [
      text('Quitte la classe. Tu en as le droit.'),
      text('Parles-en à ton enseignant, ou à un adulte en qui tu as confiance.'),
      text(`Toi ou cet adulte pouvez écrire ici : ${f.controller.contact}.`),
    ],
  },
];
