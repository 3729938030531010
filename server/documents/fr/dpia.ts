import type { Facts } from '../facts/facts.ts';
import type { DpiaText } from '../dpia.ts';
import { list, text } from '../render/page.ts';

const proposal = 'Proposition du logiciel, à confirmer ou à corriger par le responsable de traitement.';

/** The answers to the questions of CNIL's PIA tool, from facts. */
export const dpia = (f: Facts): DpiaText => ({
  name: 'Classes à distance',
  category: 'Enseignement',
  toName: 'à désigner',
  texts: {
    111: [
      text(
        'Tenue de classes à distance, en direct, entre un enseignant et ses élèves : voix, image, partage d’écran, messages, main levée. Rien n’est enregistré.',
      ),
      text(
        'L’analyse est due : des personnes vulnérables (élèves mineurs) et des communications électroniques sont concernées (RGPD, article 35).',
      ),
      text(
        `Logiciel : Ardoise ${f.version}, configuration ${f.fingerprint}. Ce texte est écrit d’après cette configuration ; les passages entre crochets sont à compléter.`,
      ),
    ],
    112: [
      list([
        ...f.controllers.map(
          (one) =>
            `Responsable de traitement : ${one.name}, ${one.contact}. Délégué à la protection des données : ${one.officer}.`,
        ),
        ...(f.selfOperated ? ['Le responsable tient lui-même le serveur.'] : []),
        ...f.processors.map((one) => `Sous-traitant : ${one.name} (${one.country}), ${one.contact} : ${one.service}.`),
        ...(f.unsaidProcessors === null ? [] : [f.unsaidProcessors]),
      ]),
    ],
    113: [
      list([
        'Règlement (UE) 2016/679 (RGPD) et loi du 6 janvier 1978 modifiée.',
        'CNIL : guide du développeur, recommandation sur la journalisation (2021).',
        ...(f.selfOperated ? [] : ['Clauses contractuelles types (UE) 2021/915 pour la sous-traitance.']),
      ]),
      text('Ce logiciel n’est pas certifié et n’affirme aucune conformité.'),
    ],
    121: [
      text('Liste complète, tirée de l’inventaire du logiciel :'),
      list(
        f.items.map(
          (item) =>
            `${item.what} : ${item.purpose}. Vue par : ${item.recipients}. Lieu : ${item.places}. Effacée : ${item.until}.`,
        ),
      ),
    ],
    122: [
      list([
        'Création : l’hôte crée une classe ; titre, règles et clés sont chiffrés dans son navigateur, puis déposés sur le serveur.',
        f.encryption,
        f.earlyLine
          ? 'Entrée : l’élève ouvre le lien ; si la classe a commencé, son navigateur ouvre aussitôt une connexion sans voix ni image, coupée au bout de 2 minutes ; il choisit un nom, attend ; le navigateur de l’hôte l’admet.'
          : 'Entrée : l’élève ouvre le lien, choisit un nom, attend ; le navigateur de l’hôte l’admet.',
        'Classe : flux et messages chiffrés sont relayés aussitôt, sans être écrits.',
        `Fin : la mémoire de la classe est vidée ; la classe elle-même est effacée ${f.classLife} après son dernier usage.`,
        `Journaux : connexions ${f.connectionLog}, sécurité ${f.auditLog}, puis effacement automatique.`,
      ]),
    ],
    123: [
      list([
        'Navigateurs et appareils des participants.',
        `Un serveur, hébergé par ${f.hosting.name}, pays : ${f.hosting.country}.`,
        'Mémoire vive, base SQLite et trois journaux dans un seul dossier.',
        'Réseau des participants et Internet, en flux chiffrés.',
      ]),
    ],
    211: [
      list([...f.words.aims.class, ...f.words.aims.security].map((aim) => `${aim}.`)),
      text(
        'Elles sont annoncées avant d’entrer. Aucune autre fin n’est servie : ni publicité, ni profil, ni évaluation des élèves.',
      ),
    ],
    212: [
      list([`Tenue des classes : ${f.basis}.`, `Sécurité : ${f.words.security}.`]),
      ...(f.interest
        ? [
            text(
              'Attention : une autorité publique ne peut pas fonder ses missions sur l’intérêt légitime (RGPD, article 6(1), dernier alinéa).',
            ),
          ]
        : []),
    ],
    213: [
      text(
        'Sans compte ni identité vérifiée, il reste ce qu’il faut pour transmettre : une adresse réseau, un identifiant aléatoire par visite, des clés et un rôle. Les noms ne sont pas lisibles du serveur.',
      ),
      list(f.items.map((item) => `${item.what} : ${item.purpose}.`)),
    ],
    214: [
      text(
        'Le nom est choisi par la personne à chaque visite. Rôle, droits et main levée sont l’état présent de la classe. Rien n’est recopié d’un autre fichier.',
      ),
    ],
    215: [
      list(f.items.map((item) => `${item.what} : ${item.until}.`)),
      ...(f.loosenings.length > 0
        ? [
            text('Réglages qui protègent moins que la valeur d’origine, et leur raison :'),
            list(
              f.loosenings.map((one) => `${one.setting} : ${one.value} au lieu de ${one.standard}. Raison donnée : ${one.why}`),
            ),
          ]
        : [text('Aucun réglage ne protège moins que la valeur d’origine du logiciel.')]),
    ],
    221: [
      text(
        'Notice en deux niveaux, affichée avant d’entrer et à l’adresse /notice, avec une version pour les enfants, en français et en anglais. Elle est écrite par la configuration en vigueur, aussi lisible par machine à /.well-known/privacy.json.',
      ),
    ],
    222: [
      text(
        f.consent
          ? 'Le responsable fonde le traitement sur le consentement. Le recueil, et l’accord parental avant 15 ans, relèvent de lui : le logiciel ne les enregistre pas.'
          : `Le traitement ne repose pas sur le consentement, mais sur : ${f.basis}.`,
      ),
      text('Allumer sa caméra ou son micro reste un acte de la personne ; un enseignant peut le demander, pas l’imposer.'),
    ],
    223: [
      text(
        'Pendant la classe, chaque personne peut demander au serveur ce qu’il détient d’elle à cet instant. Un hôte peut voir et exporter ce qui concerne ses classes et son compte.',
      ),
      text(
        `Droits pour la tenue des classes : ${f.rights.has.join(', ')}. Droits pour la sécurité : ${f.securityRights.has.join(', ')}. Demandes : ${f.controller.contact}, ${f.dpo}.`,
      ),
    ],
    224: [
      text(
        'Le nom se change en entrant de nouveau. Quitter la classe efface la présence ; la fin de la classe efface tout ce qui était en mémoire. L’hôte peut supprimer une classe aussitôt.',
      ),
      text('L’effacement demandé et l’effacement par l’horloge sont le même code.'),
    ],
    225: [
      text(
        `On peut éteindre micro et caméra, ou quitter la classe, à tout moment. ${f.mayObject ? 'Opposition, pour la tenue des classes, et limitation' : 'La base légale n’ouvre pas de droit d’opposition. Limitation'} : ${f.controller.contact}, ${f.dpo}.`,
      ),
    ],
    226: [
      ...(f.processors.length > 0
        ? [
            list(
              f.processors.map(
                (one) => `${one.name} : ${one.service}. Contrat : ${one.contract}. Garantie du transfert : ${one.safeguard}.`,
              ),
            ),
          ]
        : []),
      text(
        f.unsaidProcessors ??
          (f.processors.length > 0 ? 'Aucun autre.' : 'Sans objet : personne ne traite de données pour le responsable.'),
      ),
      ...(f.selfOperated
        ? []
        : [text('Les annexes I à IV des clauses types (UE) 2021/915 sont produites par le logiciel d’après la configuration.')]),
    ],
    227: [
      ...(f.transfers.length > 0 ? [list(f.transfers)] : []),
      ...(f.transfers.length > 0 && f.transfersKnown ? [] : [text(f.noTransfer)]),
    ],
  },
  risks: {
    32: {
      impacts: [
        'Image ou voix d’un élève vue, entendue ou diffusée par un tiers',
        'Moquerie ou harcèlement',
        'Présence d’une personne à une heure et depuis une adresse connue d’un tiers',
        ...(f.transfers.length > 0
          ? [`Adresses et heures atteintes sous le droit d’un pays tiers : ${f.transferCountries.join(', ')}`]
          : []),
      ],
      threats: [
        'Lien de classe transmis à un inconnu',
        'Enregistrement de l’écran par une personne admise',
        'Serveur compromis, ou page modifiée par qui le tient',
        ...(f.allowUnencrypted ? ['Classe créée sans chiffrement de bout en bout, dont le serveur garde la clé en clair'] : []),
        ...(f.processors.length > 0 ? [`Accès par un sous-traitant : ${f.processors.map(({ name }) => name).join(', ')}`] : []),
        ...(f.transfers.length > 0 ? [`Demande d’accès d’une autorité d’un pays tiers : ${f.transferCountries.join(', ')}`] : []),
        ...(f.secure ? [] : ['Écoute du réseau, faute de HTTPS']),
        ...(f.legalHold === null ? [] : ['Données gardées au-delà de leur durée : conservation imposée']),
        ...f.loosenings.map((one) => `Réglage assoupli : ${one.setting}, ${one.value} au lieu de ${one.standard}`),
      ],
      sources: [
        'Élève ou proche',
        'Inconnu ayant reçu le lien',
        'Attaquant du serveur',
        'Personne qui tient le serveur',
        ...f.processors.map(({ name }) => `Personnel de ${name}`),
        ...f.transferCountries.map((country) => `Autorité de ce pays : ${country}`),
      ],
      severity: `Des mineurs peuvent être vus ou entendus ; une diffusion ne se rattrape pas. ${proposal}`,
      likelihood: `Le contenu est chiffré de bout en bout et rien n’est conservé ; restent les personnes admises et la page servie. ${f.allowUnencrypted ? 'Des classes sans ce chiffrement sont permises : qui tient le serveur peut les voir et les entendre. ' : ''}${f.secure ? '' : 'HTTPS n’est pas configuré. '}${f.transfers.length > 0 ? `Des adresses et des heures peuvent sortir de l’Espace économique européen (${f.transferCountries.join(', ')}). ` : ''}${proposal}`,
    },
    33: {
      impacts: ['Propos prêtés à un autre', 'Exclusion ou droits retirés à tort'],
      threats: ['Usurpation d’un nom par un participant', 'Altération ou rejeu de messages par le serveur'],
      sources: ['Élève ou proche', 'Attaquant du serveur'],
      severity: `La classe est en direct ; l’erreur se voit et se répare. ${proposal}`,
      likelihood: `Messages, admissions, exclusions et rôles signés, rejeu refusé par les navigateurs. ${proposal}`,
    },
    34: {
      impacts: ['Classe interrompue', 'Classe à créer de nouveau'],
      threats: ['Panne de la machine ou du réseau', 'Saturation volontaire', 'Perte du lien d’enseignant'],
      sources: [`Panne, incendie, coupure chez ${f.hosting.name}`, 'Attaquant externe', 'Erreur d’une personne'],
      severity: `Rien de durable n’est confié au serveur : une classe se refait. ${proposal}`,
      likelihood: `Une seule machine, sans sauvegarde ; qui n’a pas le lien d’une classe n’y prend aucune place, et qui l’a n’en prend que sa part ; les navigateurs reviennent seuls après une coupure. ${proposal}`,
    },
  },
});
