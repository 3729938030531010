/** The pages before the class: opening the link, and trying the devices. */
export const preflight = {
  opening: 'Ouverture de la classe…',
  pageTitle: 'Entrer en classe',
  trouble: {
    'no-link': {
      title: 'Ouvrez le lien de la classe',
      detail:
        'Cette page ne garde pas le lien, pour que la personne suivante n’entre pas à votre place. Ouvrez celui que votre enseignant vous a envoyé. Vous enseignez ? Commencez la classe depuis la page d’accueil.',
    },
    'broken-link': {
      title: 'Le lien est incomplet',
      detail: 'La fin du lien, après le signe #, manque ou a été abîmée. Copiez-le en entier, ou demandez-le à nouveau.',
    },
    'wrong-key': {
      title: 'Le lien ne correspond pas à cette classe',
      detail: 'La clé du lien n’ouvre pas la classe que montre le serveur. Demandez le lien à nouveau à votre enseignant.',
    },
    stripped: {
      title: 'Entrée refusée : le chiffrement a été retiré',
      detail:
        'Votre lien est celui d’une classe chiffrée, mais le serveur la présente comme non chiffrée. Votre navigateur refuse d’entrer. Prévenez votre enseignant.',
    },
    'not-found': {
      title: 'Classe introuvable',
      detail: 'Elle n’existe pas ou a été supprimée. Demandez un nouveau lien à votre enseignant.',
    },
    renewed: {
      title: 'Ce lien ouvrira après le cours',
      detail:
        'Le lien de la classe a été renouvelé pendant un cours, qui continue sans nouveaux venus. Réessayez quand il sera fini.',
    },
    outdated: {
      title: 'Cette classe est à créer à nouveau',
      detail: 'Elle a été créée avec une version plus ancienne d’Ardoise. Demandez un nouveau lien à votre enseignant.',
    },
    unencrypted: {
      title: 'Cette classe ne peut plus ouvrir',
      detail:
        'Elle n’est pas chiffrée de bout en bout, et ce serveur n’accepte que des classes qui le sont. Demandez à votre enseignant d’en créer une autre.',
    },
    offline: { title: 'Le serveur ne répond pas', detail: 'Vérifiez votre connexion, puis réessayez.' },
    altered: {
      title: 'La page reçue n’est pas la bonne',
      detail:
        'Le script de la classe a été modifié en chemin ou sur le serveur. Votre navigateur n’en a rien exécuté. Prévenez votre enseignant.',
    },
    'host-proof': {
      title: 'Ce lien d’enseignant n’ouvre pas la classe',
      detail: 'Il est incomplet, ou la classe a été créée à nouveau. Copiez le lien en entier depuis la page d’accueil.',
    },
  },
  unsupported: {
    title: 'Ce navigateur ne peut pas chiffrer la classe',
    detail:
      'Il lui manque de quoi chiffrer le son et l’image de bout en bout. Ardoise préfère ne pas vous laisser entrer sans protection.',
    todo: 'Que faire',
    steps: [
      'Mettez votre navigateur à jour, puis rechargez la page.',
      'Ou ouvrez le lien dans une version récente de Firefox, Chrome, Edge ou Safari.',
      'Sur iPhone ou iPad, il faut iOS 15.4 ou plus récent.',
    ],
    insecure:
      'Cette page n’est pas ouverte en HTTPS : le navigateur interdit la caméra, le micro et le chiffrement. Ouvrez l’adresse qui commence par https://.',
  },
  heading: (title: string) => `Entrer dans « ${title} »`,
  asHost: 'Vous entrez en tant qu’enseignant.',
  name: 'Votre nom',
  nameHint: 'Un pseudonyme convient. Les personnes de la classe le voient ; le serveur, non.',
  nameHintPlain: 'Un pseudonyme convient. Cette classe n’est pas chiffrée de bout en bout : le serveur pourrait le lire.',
  nameFaults: {
    blank: 'Écrivez un nom ou un pseudonyme pour entrer : il faut au moins une lettre ou un signe visible.',
    long: (over: number) => `Ce nom est trop long : retirez au moins ${over === 1 ? 'un signe' : `${over} signes`}.`,
    signs: 'Ce nom avait des signes invisibles ou qui débordent. Ils ont été retirés : vérifiez-le, puis entrez.',
  },
  rules: 'Règles de la classe',
  enter: 'Entrer dans la classe',
  entersOff: 'Vous entrez micro et caméra éteints.',
  notOpen: 'L’enseignant n’a pas encore ouvert la classe. Vous pouvez entrer et attendre.',
  privacy: 'Vos données dans cette classe',
  privacyShort: 'Rien n’est enregistré ; à la fin, seules restent quelques jours votre adresse et les heures de connexion.',
  early: 'Cette page a déjà une connexion au serveur, sans voix ni image, coupée au bout de 2 minutes si vous n’entrez pas.',
  wholeNotice: 'Lire toute la notice',
  encrypted: 'Chiffrée de bout en bout',
  encryptedDetail: 'Le serveur ne peut ni voir, ni entendre, ni lire cette classe.',
  plain: 'Non chiffrée de bout en bout',
  plainDetail: 'Le serveur qui transmet cette classe pourrait la voir, l’entendre et la lire. N’y dites rien de confidentiel.',
  devices: 'Vérifier mon matériel',
  devicesHint:
    'Facultatif. Micro, caméra et son ne sont essayés que dans ce navigateur. L’essai du réseau joint le serveur, 15 secondes au plus.',
  mic: {
    title: 'Micro',
    try: 'Essayer le micro',
    stop: 'Arrêter l’essai',
    choose: 'Micro à utiliser',
    level: 'Niveau du micro',
    speak: 'Dites quelques mots : la barre doit bouger.',
    heard: 'Le micro vous entend.',
  },
  camera: {
    title: 'Caméra',
    try: 'Essayer la caméra',
    stop: 'Arrêter l’essai',
    choose: 'Caméra à utiliser',
    self: 'Votre image',
    off: 'Caméra éteinte',
  },
  sound: { title: 'Son', try: 'Jouer un son', playing: 'Son en cours…', hint: 'Vous devez entendre trois notes.' },
  deviceNumber: (kind: string, n: number) => `${kind} ${n}`,
  withoutDevice: 'Vous pouvez aussi entrer sans.',
  deviceTrouble: {
    missing: 'Aucun appareil de ce type n’a été trouvé. Branchez-le, puis réessayez.',
    busy: 'L’appareil est occupé par une autre application. Fermez-la, puis réessayez.',
    forbidden: 'Le navigateur ou l’ordinateur en interdit l’accès. Autorisez-le (icône à gauche de l’adresse), puis réessayez.',
    insecure: 'Le navigateur n’y donne accès que sur une adresse en https://.',
    unplugged: 'L’appareil a été débranché ou s’est éteint. Rebranchez-le dans les deux minutes : il se rallume de lui-même.',
    takenBack:
      'L’autorisation a été retirée. Rendez-la (icône à gauche de l’adresse) dans les deux minutes : l’appareil se rallume de lui-même.',
    taken:
      'L’appareil s’est arrêté, ou un autre programme l’a pris. Fermez ce programme, puis rallumez-le ; dans les deux minutes, il peut revenir de lui-même.',
    muted: 'L’ordinateur, un autre programme ou un bouton de l’appareil l’a coupé. Rétablissez-le : il se rallume de lui-même.',
    other: 'L’appareil n’a pas pu démarrer. Débranchez-le et rebranchez-le, ou essayez-en un autre.',
  },
  network: {
    title: 'Réseau',
    try: 'Vérifier le réseau',
    checking: 'Vérification…',
    ok: 'Le son et l’image passent entre ce navigateur et le serveur.',
    blocked:
      'Ce réseau, ou un réglage de ce navigateur, empêche le son et l’image d’atteindre le serveur. Vous pourrez lire et écrire. Essayez un autre réseau ou un autre navigateur, ou parlez-en à la personne qui gère le réseau.',
    noSocket:
      'Quelque chose entre ce navigateur et le serveur (un filtre, un proxy) ne laisse pas passer les WebSockets : vous ne pourrez pas entrer. Essayez un autre réseau, ou parlez-en à la personne qui gère le réseau.',
    busy: 'Le serveur est occupé. Réessayez dans un instant.',
    offline: 'Le serveur ne répond pas. Vérifiez votre connexion.',
  },
};
