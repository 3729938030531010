import type { Facts } from '../facts/facts.ts';
import { list, type Section, text } from '../render/page.ts';

const levels = { none: 'non conforme', partial: 'partiellement conforme', full: 'totalement conforme' };

/** The accessibility statement (law of 11 February 2005, article 47; RGAA). */
export const accessibility = {
  title: (level: keyof typeof levels) => `Déclaration d’accessibilité : ${levels[level]}`,
  notice: 'Vos données',
  other: 'In English',
  sections: (f: Facts, level: keyof typeof levels): Section[] => [
    {
      heading: 'État de conformité',
      blocks: [
        text(`Ce service est ${levels[level]} au référentiel général d’amélioration de l’accessibilité (RGAA).`),
        text(
          f.audit
            ? `Résultat de l’audit du ${f.audit.date}, réalisé par ${f.audit.by} : ${f.audit.rate} % des critères applicables sont respectés.`
            : 'Aucun audit n’a été réalisé : sans audit en cours de validité, un service est déclaré non conforme.',
        ),
      ],
    },
    {
      heading: 'Contenus non accessibles',
      blocks: [
        f.audit && f.audit.failures.length > 0
          ? list(f.audit.failures)
          : text(f.audit ? 'L’audit n’en relève aucun.' : 'Ils ne sont pas connus, faute d’audit.'),
      ],
    },
    {
      heading: 'Établissement de cette déclaration',
      blocks: [
        text(`Déclaration établie par le serveur d’après sa configuration. Organisme responsable : ${f.controller.name}.`),
        text('Techniques utilisées : HTML, CSS, JavaScript, WebRTC.'),
      ],
    },
    {
      heading: 'Signaler une difficulté',
      blocks: [
        text(
          `Si vous ne pouvez pas utiliser une partie du service, écrivez à ${f.controller.contact} pour obtenir une aide ou le contenu sous une autre forme.`,
        ),
      ],
    },
    {
      heading: 'Voie de recours',
      blocks: [
        text(
          'Si vous n’obtenez pas de réponse satisfaisante, vous pouvez saisir le Défenseur des droits : https://formulaire.defenseurdesdroits.fr ou Libre réponse 71120, 75342 Paris Cedex 07 (sans affranchir).',
        ),
      ],
    },
  ],
};
