import { account } from './account/text.fr.ts';
import { countFr } from '../../text/text.ts';
/** The words of the home page. */
export const fr = {
  welcome: {
    title: 'Une classe en ligne qui reste entre vous',
    lines: [
      'Voix, image et messages sont chiffrés de bout en bout : le serveur ne peut ni voir, ni entendre, ni lire la classe.',
      'Les élèves entrent avec un simple lien : ni compte, ni installation, un pseudonyme suffit.',
      'Rien n’est enregistré ; après la classe, seules restent quelques jours les adresses et les heures de connexion ; rien ne part ailleurs.',
    ],
    studentTitle: 'Vous êtes élève ?',
    student: 'Ouvrez le lien que votre enseignant vous a donné. Il n’y a rien à faire ici.',
    hostTitle: 'Vous enseignez ?',
    host: 'Pour créer des classes, ouvrez le lien d’enseignant remis par la personne qui s’occupe de ce serveur.',
    invitationFailed: 'Ce lien d’enseignant a déjà servi ou a expiré. Demandez-en un nouveau.',
  },
  toComplete: {
    title: 'La notice de ce serveur est incomplète',
    detail:
      'Vos élèves n’y trouvent pas tout ce qu’ils doivent savoir de leurs données. Avant un premier cours, demandez à la personne qui s’occupe de ce serveur de la compléter.',
    list: 'Ce qui manque',
  },
  invited: {
    title: {
      none: 'Ouvrir une session d’enseignant dans ce navigateur ?',
      same: 'Ce compte est déjà ouvert dans ce navigateur',
      other: 'Une session d’enseignant est déjà ouverte dans ce navigateur',
    },
    opens: {
      'new-account':
        'Ce lien donne un nouveau compte d’enseignant à la personne qui est devant cet écran : elle pourra créer des classes ici, et les retrouver. Rien n’est demandé, ni nom ni adresse.',
      'own-account':
        'Ce lien ouvre ici le compte d’enseignant de la personne qui l’a créé, avec sa liste de classes. N’acceptez que si c’est vous : sinon, vos classes iraient dans le compte d’un autre.',
    },
    unchanged: 'Votre session n’a pas changé : ouvrir un lien ne suffit pas à en changer.',
    instead: {
      'new-account': 'Ce lien donnerait un nouveau compte d’enseignant, sans vos classes, à la place du vôtre.',
      'own-account': 'Ce lien ouvrirait le compte d’une autre personne, avec sa liste de classes, à la place du vôtre.',
    },
    same: 'Il n’y a rien à faire ici. Ouvrez ce lien sur l’autre appareil pour y retrouver votre liste de classes.',
    once: 'Le lien n’a pas encore servi. Il ne servira qu’une fois.',
    open: 'Ouvrir la session',
    decline: 'Ne rien faire',
    stay: 'Rester comme je suis',
    replace: 'Ouvrir ce lien à la place de ma session…',
    replaceTitle: 'Remplacer votre session ?',
    replaceDetail: [
      'Votre session prend fin dans ce navigateur, et les clés de vos classes en sont effacées. Gardez d’abord le lien d’enseignant de celles que vous voulez retrouver.',
      'Si ce navigateur est le seul où vous êtes connecté, votre liste de classes est perdue : les classes elles-mêmes restent ouvertes à leurs liens jusqu’à leur effacement.',
    ],
    replaceConfirm: 'Remplacer ma session',
  },
  form: {
    title: 'Nouvelle classe',
    name: 'Titre de la classe',
    nameHint: 'Il est chiffré : le serveur ne le voit pas.',
    nameExample: 'Maths, 3e B',
    rules: 'Règles de la classe (facultatif)',
    rulesHint: 'Elles sont montrées à chacun avant d’entrer.',
    rulesExample: 'On lève la main avant de parler.',
    more: 'Réglages',
    language: 'Langue de la classe',
    lobby: 'Salle d’attente',
    lobbyHint: 'Vous faites entrer chaque personne vous-même.',
    capacity: 'Nombre de personnes au plus',
    encrypted: 'Chiffrement de bout en bout',
    encryptedHint: 'Le serveur ne peut ni voir, ni entendre, ni lire la classe.',
    plainTitle: 'Créer une classe sans chiffrement de bout en bout ?',
    plain: [
      'La clé de la classe sera confiée au serveur : la personne qui le tient pourrait voir, entendre et lire la classe.',
      'Chaque élève en est averti avant d’entrer, et un avertissement reste affiché pendant toute la classe.',
      'Cela n’est utile que si le lien ne peut pas être transmis en entier. Cela ne se change plus ensuite.',
    ],
    plainConfirm: 'Créer sans chiffrement',
    plainKeep: 'Garder le chiffrement',
    create: 'Créer la classe',
    creating: 'Création…',
    titleMissing: 'Donnez un titre à la classe.',
    left: (n: number) => `Encore ${countFr(n, 'signe', 'signes')} au plus.`,
    over: (n: number) => `C’est trop long : retirez ${countFr(n, 'signe', 'signes')}. Rien n’est coupé.`,
    capacityWrong: (least: number, most: number) => `Écrivez un nombre entier de ${least} à ${most}.`,
    failed: 'La classe n’a pas pu être créée.',
  },
  made: {
    title: (name: string) => `La classe « ${name} » est prête`,
    send: 'Envoyez ce lien à vos élèves. Toute personne qui l’a peut se présenter à la porte.',
    start: 'Commencer la classe',
    other: 'Créer une autre classe',
  },
  list: {
    title: 'Mes classes',
    none: 'Vous n’avez pas encore de classe.',
    open: 'En cours',
    madeOn: (day: string) => `Créée le ${day}`,
    until: (day: string) => `effacée le ${day}`,
    elsewhere: 'Classe créée sur un autre appareil',
    elsewhereHint: 'Ses clés ne sont pas dans ce navigateur. Ouvrez son lien d’enseignant pour l’utiliser ici.',
    start: 'Commencer',
    studentLink: 'Lien des élèves',
    hostLink: 'Lien d’enseignant',
    hostLinkTitle: 'Lien d’enseignant de cette classe',
    hostLinkWarning:
      'Ce lien ouvre la classe en tant qu’enseignant, sur un autre appareil ou pour un collègue. Ne le donnez jamais aux élèves : il contient la clé de la classe.',
    renew: 'Renouveler les liens',
    delete: 'Supprimer',
    deleteTitle: (name: string) => `Supprimer « ${name} » ?`,
    deleteDetail: 'Le lien des élèves ne marchera plus. La classe et ses clés sont effacées. Cela ne peut pas être annulé.',
    deleteConfirm: 'Supprimer la classe',
    keysHere:
      'Les clés de vos classes sont gardées dans ce navigateur. Effacer ses données les fait disparaître : gardez le lien d’enseignant des classes importantes.',
  },
  renew: {
    title: (name: string) => `Renouveler les liens de « ${name} »`,
    question: 'Que faut-il renouveler ? Le titre et les règles restent.',
    choices: {
      students: {
        name: 'Le lien des élèves',
        hint: 'Si le lien a circulé. L’ancien ne fait plus entrer personne, dès maintenant. Un cours en cours continue jusqu’à sa fin pour ceux qui y sont déjà ; personne d’autre n’y entre.',
      },
      host: {
        name: 'Le lien d’enseignant',
        hint: 'Si quelqu’un l’a vu sans l’avoir ouvert. L’ancien n’ouvre plus rien, et un cours en cours se termine. Le lien des élèves reste.',
      },
      all: {
        name: 'Tout : lien d’enseignant, clé de la classe et lien des élèves',
        hint: 'Si quelqu’un d’autre a ouvert le lien d’enseignant, ou si un appareil est perdu. Un cours en cours se termine. Les élèves ont besoin du nouveau lien.',
      },
    },
    confirm: 'Renouveler',
    renewing: 'Renouvellement…',
    done: 'Les liens sont renouvelés',
    lesson: {
      none: 'Les anciens liens n’ouvrent plus rien. Donnez le nouveau.',
      'goes-on':
        'L’ancien lien ne fait plus entrer personne. Le cours qui est en cours continue jusqu’à sa fin, sans nouveaux venus ; le nouveau lien ouvrira ensuite.',
      ended: 'Les anciens liens n’ouvrent plus rien, et le cours qui était en cours est terminé. Donnez le nouveau.',
    },
    otherDevices:
      'Vos autres appareils ont encore l’ancien lien d’enseignant, qui ne marche plus : ouvrez-y le nouveau. Votre page d’accueil ne les met pas à jour.',
    lost: 'La réponse du serveur n’est pas arrivée : on ne sait pas si les liens sont renouvelés. Rechargez la page quand la connexion est revenue, elle le dira.',
  },
  colleague: {
    title: 'Un collègue, un autre appareil',
    detail:
      'Un lien à usage unique donne à un collègue de quoi créer ses propres classes, ou ouvre votre liste de classes sur un autre appareil.',
    forColleague: 'Créer un lien pour un collègue',
    forMe: 'Créer un lien pour mon autre appareil',
    link: 'Lien à usage unique',
    until: (day: string) => `Valable une seule fois, jusqu’au ${day}.`,
    openLinks: 'Liens qui n’ont pas encore servi',
    colleagueLink: 'Pour un collègue',
    ownLink: 'Pour mon autre appareil',
    openUntil: (day: string) => `jusqu’au ${day}`,
    withdraw: 'Retirer',
  },
  ...account,
};
