/** The register's fixed sentences (GDPR, article 30). */
export const register = {
  class: 'Tenue de classes à distance',
  security: 'Sécurité du service',
  processorCategory: 'Hébergement et tenue d’un serveur de classes à distance, pour le compte du responsable',
  sensitive:
    'Aucune donnée sensible n’est demandée ; la voix et l’image ne servent pas à identifier. Une image ou un propos peut en révéler par hasard (santé, religion, origine) : rien n’en est tiré ni enregistré.',
  columns: [
    'registre',
    'traitement',
    'responsable',
    'adresse et contact du responsable',
    'délégué du responsable',
    'sous-traitants (service, nom, adresse, contact, pays, contrat)',
    'délégué de qui tient le serveur',
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
