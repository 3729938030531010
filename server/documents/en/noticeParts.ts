import type { noticeParts as fr } from '../fr/noticeParts.ts';
import { list, text } from '../render/page.ts';

/** The parts of the notice on who does what for whom, on which basis, and what rights follow (GDPR, article 13). */
export const noticeParts: typeof fr = {
  responsible: (f) => ({
    heading: 'Who is responsible',
    blocks: [
      ...f.controllers.map((one) =>
        text(`Controller: ${one.name}, ${one.address}. Contact: ${one.contact}. Data protection officer: ${one.officer}.`),
      ),
      ...(f.controllers.length > 1 ? [text('Several schools hold classes here: yours is responsible for its own.')] : []),
      text(
        f.selfOperated
          ? 'The controller itself runs the server.'
          : `The server is run, for the controller, by: ${f.operator.name} (${f.operator.country}), ${f.operator.contact}.`,
      ),
    ],
  }),
  purposes: (f) => ({
    heading: 'What for, and on which legal basis',
    blocks: [
      list([
        ...f.words.aims.class.map((aim) => `${aim}. Legal basis: ${f.basis}.`),
        ...f.words.aims.security.map((aim) => `${aim}. Legal basis: ${f.words.security}.`),
      ]),
      text('For nothing else: no advertising, no profile, no audience measurement, no statistics about a person.'),
    ],
  }),
  concerned: (f) => [
    text(`Persons concerned: ${f.groups.join(f.words.and)}.`),
    text(
      'No sensitive data is asked for. An image or a word may reveal some by chance (health, religion, origin): the server draws nothing from it and records nothing of it.',
    ),
  ],
  recipients: (f) => ({
    heading: 'Who receives data',
    blocks: [
      text(
        `Only the people who were admitted receive what you say and show.${f.allowUnencrypted ? ' In a class that is shown as not encrypted, whoever runs the server could receive it too.' : ''} They may keep a trace of it on their device: the server cannot prevent that. Whoever holds the class may take along what was written together, without the names, in an encrypted file on their device; a date in it says when to delete it.`,
      ),
      ...(f.processors.length > 0
        ? [text('Processors:'), list(f.processors.map((one) => `${one.name} (${one.country}): ${one.service}`))]
        : f.unsaidProcessors === null
          ? [text('Nobody else processes data for the controller.')]
          : []),
      ...(f.unsaidProcessors === null ? [] : [text(f.unsaidProcessors)]),
    ],
  }),
  transfers: (f) => ({
    heading: 'Outside the European Economic Area',
    blocks: [
      ...(f.transfers.length > 0
        ? [list(f.transfers), text(`To get a copy of these safeguards: ${f.controller.contact}, or ${f.dpo}.`)]
        : []),
      ...(f.transfers.length > 0 && f.transfersKnown ? [] : [text(f.noTransfer)]),
    ],
  }),
  objection: (f) =>
    f.mayObject
      ? [
          {
            heading: 'Your right to object',
            blocks: [
              text(
                `At any time, for reasons of your own situation, you may object to your data being used to hold the classes (GDPR, article 21). Write to ${f.controller.contact}, or to ${f.dpo}. The controller then stops, unless it shows compelling legitimate grounds.`,
              ),
            ],
          },
        ]
      : [],
  rights: (f) => [
    text(`For holding the classes (${f.basis}) you have these rights:`),
    list(f.rights.has),
    ...(f.rights.hasNot.length > 0 ? [text(`It gives no right to: ${f.rights.hasNot.join(', ')}.`)] : []),
    text(
      `For security (${f.words.security}) you have: ${f.securityRights.has.join(', ')}. There the law gives no right to: ${f.securityRights.hasNot.join(', ')}. The times above apply anyway, for everybody.`,
    ),
    text('In France you may also say what shall become of your data after your death (law of 6 January 1978, article 85).'),
  ],
};
