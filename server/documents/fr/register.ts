/** The register's fixed sentences (GDPR, article 30). */
export const register = {
  class: 'Tenue de classes à distance',
  security: 'Sécurité du service',
  processorCategory: 'Hébergement et tenue d’un serveur de classes à distance, pour le compte du responsable',
  sensitive: 'Aucune donnée sensible n’est demandée ; la voix et l’image ne servent pas à identifier.',
  columns: [
    'registre',
    'traitement',
    'responsable',
    'sous-traitant',
    'délégué',
    'donnée',
    'finalité',
    'base légale',
    'personnes',
    'destinataires',
    'lieu',
    'effacement',
    'transferts',
    'mesures',
  ],
  kinds: { controller: 'responsable', processor: 'sous-traitant' },
};
