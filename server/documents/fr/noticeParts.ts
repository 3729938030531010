import type { Facts } from '../facts/facts.ts';
import { list, type Section, text } from '../render/page.ts';

/** The parts of the notice on who does what for whom, on which basis, and what rights follow (GDPR, article 13). */
export const noticeParts = {
  responsible: (f: Facts): Section => ({
    heading: 'Qui est responsable',
    blocks: [
      ...f.controllers.map((one) =>
        text(
          `Responsable du traitement : ${one.name}, ${one.address}. Contact : ${one.contact}. Délégué à la protection des données : ${one.officer}.`,
        ),
      ),
      ...(f.controllers.length > 1
        ? [text('Plusieurs établissements tiennent des classes ici : le vôtre est responsable des siennes.')]
        : []),
      text(
        f.selfOperated
          ? 'Le responsable tient lui-même le serveur.'
          : `Le serveur est tenu, pour le responsable, par : ${f.operator.name} (${f.operator.country}), ${f.operator.contact}.`,
      ),
    ],
  }),
  purposes: (f: Facts): Section => ({
    heading: 'Pourquoi, et de quel droit',
    blocks: [
      list([
        ...f.words.aims.class.map((aim) => `${aim}. Base légale : ${f.basis}.`),
        ...f.words.aims.security.map((aim) => `${aim}. Base légale : ${f.words.security}.`),
      ]),
      text('Rien d’autre : ni publicité, ni profil, ni mesure d’audience, ni statistique par personne.'),
    ],
  }),
  concerned: (f: Facts) => [
    text(`Personnes concernées : ${f.groups.join(f.words.and)}.`),
    text(
      'Aucune donnée sensible n’est demandée. Une image ou une parole peut en révéler par hasard (santé, religion, origine) : rien n’en est tiré ni enregistré par le serveur.',
    ),
  ],
  recipients: (f: Facts): Section => ({
    heading: 'Qui reçoit des données',
    blocks: [
      text(
        `Seules les personnes admises reçoivent ce que vous dites et montrez.${f.allowUnencrypted ? ' Dans une classe annoncée comme non chiffrée, qui tient le serveur pourrait aussi le recevoir.' : ''} Les personnes admises peuvent en garder une trace sur leur appareil : le serveur ne peut pas l’empêcher. Qui tient la classe peut emporter ce qui a été écrit ensemble, sans les noms, dans un fichier chiffré sur son appareil ; une date y dit quand l’effacer.`,
      ),
      ...(f.processors.length > 0
        ? [text('Sous-traitants :'), list(f.processors.map((one) => `${one.name} (${one.country}) : ${one.service}`))]
        : f.unsaidProcessors === null
          ? [text('Personne d’autre ne traite de données pour le responsable.')]
          : []),
      ...(f.unsaidProcessors === null ? [] : [text(f.unsaidProcessors)]),
    ],
  }),
  transfers: (f: Facts): Section => ({
    heading: 'Hors de l’Espace économique européen',
    blocks: [
      ...(f.transfers.length > 0
        ? [list(f.transfers), text(`Pour obtenir une copie de ces garanties : ${f.controller.contact}, ou ${f.dpo}.`)]
        : []),
      ...(f.transfers.length > 0 && f.transfersKnown ? [] : [text(f.noTransfer)]),
    ],
  }),
  /** Apart from the other rights, as article 21(4) asks. */
  objection: (f: Facts): Section[] =>
    f.mayObject
      ? [
          {
            heading: 'Votre droit de vous opposer',
            blocks: [
              text(
                `Vous pouvez à tout moment, pour des raisons qui tiennent à votre situation, vous opposer à ce que vos données servent à tenir les classes (RGPD, article 21). Écrivez à ${f.controller.contact}, ou à ${f.dpo}. Le responsable cesse alors, sauf motif légitime et impérieux qu’il doit démontrer.`,
              ),
            ],
          },
        ]
      : [],
  rights: (f: Facts) => [
    text(`Pour la tenue des classes (${f.basis}), vous avez les droits suivants :`),
    list(f.rights.has),
    ...(f.rights.hasNot.length > 0 ? [text(`Cette base ne donne pas de droit pour : ${f.rights.hasNot.join(', ')}.`)] : []),
    text(
      `Pour la sécurité (${f.words.security}), vous avez : ${f.securityRights.has.join(', ')}. La loi n’y ouvre pas de droit pour : ${f.securityRights.hasNot.join(', ')}. Les durées ci-dessus s’appliquent de toute façon, pour chacun.`,
    ),
    text(
      'En France, vous pouvez aussi dire ce que vos données doivent devenir après votre mort (loi du 6 janvier 1978, article 85).',
    ),
  ],
};
