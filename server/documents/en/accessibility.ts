import type { accessibility as fr } from '../fr/accessibility.ts';
import { list, text } from '../render/page.ts';

const levels = { none: 'not compliant', partial: 'partially compliant', full: 'fully compliant' };

/** The accessibility statement (French law of 11 February 2005, article 47; RGAA). */
export const accessibility: typeof fr = {
  title: (level) => `Accessibility statement: ${levels[level]}`,
  notice: 'Your data',
  other: 'En français',
  sections: (f, level) => [
    {
      heading: 'State of compliance',
      blocks: [
        text(`This service is ${levels[level]} with the French accessibility reference framework (RGAA).`),
        text(
          f.audit
            ? `Result of the audit of ${f.audit.date}, made by ${f.audit.by}: ${f.audit.rate} % of the criteria that apply are met.`
            : 'No audit was made: without a valid audit, a service is declared not compliant.',
        ),
      ],
    },
    {
      heading: 'Content that is not accessible',
      blocks: [
        f.audit && f.audit.failures.length > 0
          ? list(f.audit.failures)
          : text(f.audit ? 'The audit found none.' : 'It is not known, for want of an audit.'),
      ],
    },
    {
      heading: 'How this statement was made',
      blocks: [
        text(`The server made this statement from its configuration. Body responsible: ${f.controller.name}.`),
        text('Techniques used: HTML, CSS, JavaScript, WebRTC.'),
      ],
    },
    {
      heading: 'To report a difficulty',
      blocks: [
        text(
          `If you cannot use a part of the service, write to ${f.controller.contact} for help or for the content in another form.`,
        ),
      ],
    },
    {
      heading: 'Remedy',
      blocks: [
        text(
          'If you get no satisfying answer, you may turn to the French Defender of Rights: https://formulaire.defenseurdesdroits.fr or Libre réponse 71120, 75342 Paris Cedex 07 (no stamp needed).',
        ),
      ],
    },
  ],
};
