/** The words of what a host has: sessions, account, the way out. */
export const account = {
  devices: {
    title: 'Mes appareils',
    detail: 'Les navigateurs où votre compte est ouvert. Le serveur ne cherche pas à savoir de quels appareils il s’agit.',
    failed: 'La liste n’a pas pu être lue.',
    here: 'Ce navigateur',
    unnamed: 'Appareil non précisé',
    kind: 'Quel est cet appareil ? (facultatif)',
    kindHint: 'Pour le reconnaître dans cette liste. Le serveur garde ce mot avec la session.',
    unsaid: 'Ne pas préciser',
    kinds: { home: 'Ordinateur personnel', school: 'Ordinateur de l’école', phone: 'Téléphone', tablet: 'Tablette' },
    opened: (day: string) => `Session ouverte le ${day}`,
    openedBefore: 'Date d’ouverture inconnue',
    used: (day: string) => `dernier usage le ${day}`,
    end: 'Fermer la session',
    endTitle: 'Fermer cette session ?',
    endConfirm: 'Fermer la session',
    endOthers: 'Fermer toutes les autres sessions',
    endOthersTitle: 'Fermer toutes les autres sessions ?',
    endOthersConfirm: 'Fermer les autres',
    endDetail: [
      'On ne pourra plus y créer, voir ni supprimer vos classes, ni y faire de lien d’enseignant.',
      'Les clés des classes déjà gardées dans ce navigateur-là ne peuvent pas être effacées d’ici. S’il est perdu, ou si quelqu’un d’autre l’a utilisé, renouvelez aussi les liens de ces classes (« Tout »).',
    ],
  },
  account: {
    title: 'Mes données sur ce serveur',
    detail: 'Ce serveur ne connaît ni votre nom ni votre adresse électronique : seulement vos classes, scellées, et vos liens.',
    show: 'Voir ce qu’il tient maintenant',
    export: 'Exporter (JSON)',
    erase: 'Tout effacer',
    eraseTitle: 'Effacer votre compte et toutes vos classes ?',
    eraseDetail: 'Les classes en cours se terminent, les liens cessent de fonctionner, et rien ne peut être retrouvé.',
  },
  signOut: {
    button: 'Me déconnecter',
    title: 'Se déconnecter de ce navigateur ?',
    detail:
      'Les clés de vos classes seront effacées de ce navigateur. Gardez d’abord le lien d’enseignant de celles que vous voulez retrouver.',
    confirm: 'Me déconnecter et effacer',
    elsewhere: 'Vos classes restent sur le serveur : vous les retrouvez sur vos autres appareils.',
    erased: (count: number) =>
      `Aucun autre appareil n’ouvre votre compte : il est effacé, et ${count < 2 ? 'votre classe' : `vos ${count} classes`} avec lui. Les liens ne marcheront plus.`,
    kept: (count: number) =>
      `Aucun autre appareil n’ouvre votre compte : il est effacé. ${count < 2 ? 'Votre classe reste' : `Vos ${count} classes restent`}, et seul le lien d’enseignant d’une classe permet encore de l’ouvrir comme enseignant et de l’effacer.`,
    keep: 'Garder mes classes pour qui a leur lien',
    keepHint: 'Elles s’effacent d’elles-mêmes quand elles ne servent plus.',
    confirmErase: 'Me déconnecter et effacer mes classes',
    confirmKeep: 'Me déconnecter en gardant mes classes',
  },
};
