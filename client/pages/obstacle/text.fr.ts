/** What stands in the way of a page that the server itself answers. */
export const fr = {
  neverConnected: {
    title: 'La connexion avec la classe ne passe pas',
    detail:
      'Le serveur répond, mais quelque chose entre lui et vous ne laisse pas passer la connexion continue (WebSocket) dont une classe a besoin. On réessaie.',
    todo: 'Essayez un autre réseau (par exemple celui d’un téléphone), et dites-le à la personne qui gère le réseau ou le serveur : le filtre ou le proxy doit laisser passer les WebSockets.',
  },
  wrongAddress: {
    title: 'Cette page n’est pas ouverte à la bonne adresse',
    detail: 'Le serveur n’accepte que ce qui vient de sa propre adresse :',
    todo: 'Ouvrez-y à nouveau le même lien : remplacez-en le début par cette adresse.',
  },
};
