import type { LedgerEntry } from '../../privacy/ledger.ts';

export const ledger = {
  raisedHand: {
    what: { fr: 'main levée, par identifiant aléatoire', en: 'raised hand, by random identifier' },
    purpose: { fr: 'demander la parole, dans l’ordre', en: 'ask to speak, in order' },
    basis: 'class',
    subjects: 'both',
    seenBy: ['members'],
    keptIn: ['memory'],
    until: { event: 'class-end' },
  },
} as const satisfies Record<string, LedgerEntry>;
