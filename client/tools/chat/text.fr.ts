import { countFr } from '../../text/text.ts';

export const fr = {
  title: 'Chat',
  log: 'Messages reçus',
  empty: 'Aucun message. Ils s’effacent à la fin de la classe.',
  to: 'Destinataire',
  toAll: 'Toute la classe',
  toHosts: 'L’enseignant seul',
  message: 'Votre message',
  send: 'Envoyer',
  closed: 'Les messages à tous sont fermés.',
  closedCalm: 'La classe est au calme : les messages sont fermés.',
  hosts: 'à l’enseignant seul',
  private: (name: string) => `en privé à ${name}`,
  privateToYou: 'en privé',
  newFrom: (name: string) => `Nouveau message de ${name}`,
  linkTitle: 'Ouvrir un lien vers un autre site ?',
  linkDetail:
    'Ce lien mène hors d’Ardoise. L’autre site verra votre adresse réseau. Ne l’ouvrez que si vous faites confiance à la personne qui l’a envoyé.',
  linkOpen: 'Ouvrir dans un nouvel onglet',
  unread: (n: number) => countFr(n, 'nouveau message', 'nouveaux messages'),
  write: 'Écrire en privé',
  right: 'Écrire à tous',
  privateRight: 'S’écrire entre élèves',
  allow: 'Permettre d’écrire',
  forbid: 'Ne plus permettre d’écrire',
};
