import type { ProviderDeclarations } from '../port.ts';

export const link = {
  ledger: {
    hostInvitation: {
      what: {
        fr: 'lien d’hôte à usage unique : empreinte, et qui l’a créé',
        en: 'one-time host link: hash, and who made it',
      },
      purpose: { fr: 'ouvrir une session d’hôte, et retirer un lien donné', en: 'open a host session, and withdraw a link' },
      basis: 'security',
      subjects: 'hosts',
      seenBy: ['self', 'operator'],
      keptIn: ['store'],
      until: { setting: 'retention.invitationHours' },
    },
  },
  events: {
    'host.invitedFirst': { log: 'audit', level: 'info', says: 'A link for the first host was made', fields: {} },
    'host.invited': {
      log: 'audit',
      level: 'info',
      says: 'A host made a one-time link',
      fields: { account: 'pseudonym', kind: 'word' },
    },
    'host.invitationWithdrawn': {
      log: 'audit',
      level: 'info',
      says: 'A host withdrew a one-time link',
      fields: { account: 'pseudonym' },
    },
  },
} as const satisfies ProviderDeclarations;
