import type { LedgerEntry } from '../../privacy/ledger.ts';

export const ledger = {
  timer: {
    what: {
      fr: 'minuteur de la classe : durée et temps restant, de personne en particulier',
      en: 'timer of the class: its length and the time left, of nobody in particular',
    },
    purpose: { fr: 'montrer à tous le temps qui reste', en: 'show everybody the time left' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
} as const satisfies Record<string, LedgerEntry>;
