/** What is common to every page. */
export const pages = {
  name: 'Ardoise',
  skip: 'Aller au contenu',
  close: 'Fermer',
  cancel: 'Annuler',
  copy: 'Copier',
  copied: 'Copié',
  copyByHand: 'Sélectionné : copiez avec Ctrl+C',
  loading: 'Un instant…',
  retry: 'Réessayer',
  reload: 'Recharger la page',
  home: 'Retour à l’accueil',
  newTab: '(nouvel onglet)',
  footer: {
    label: 'Informations',
    notice: 'Vos données',
    accessibility: 'Accessibilité : non conforme',
    language: 'Langue',
  },
  notFound: { title: 'Page introuvable', detail: 'Vérifiez l’adresse, ou demandez à nouveau le lien de la classe.' },
  offline: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
};
