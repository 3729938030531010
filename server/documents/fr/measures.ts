import type { Facts } from '../facts/facts.ts';
import type { MeasureText } from '../measures.ts';
import { list, text } from '../render/page.ts';

/** What protects people here, stated as facts. The titles are those of the knowledge base of CNIL's PIA tool where it has one. */
export const measures = (f: Facts): MeasureText[] => [
  {
    id: 'encryption',
    title: 'Chiffrement',
    blocks: [
      list([
        'Voix, image et écran partagé : chiffrés de bout en bout par le navigateur (SFrame, RFC 9605, AES-128-GCM), en plus de DTLS-SRTP sur le réseau.',
        'Noms, titre et règles de la classe, messages et réactions : chiffrés avec les clés de la classe ; le serveur relaie sans clé.',
        'Clés : créées dans les navigateurs (MLS, RFC 9420), nouvelles à chaque entrée, chaque départ et chaque exclusion ; le secret de la classe voyage dans la partie du lien que le navigateur n’envoie pas.',
        f.encryption,
      ]),
    ],
  },
  {
    id: 'partitioning',
    title: 'Cloisonnement',
    blocks: [
      text(
        'Chaque classe a un identifiant aléatoire de 128 bits, son propre routeur de flux et ses propres clés. Rien n’est partagé entre classes ; les flux sont traités par des processus séparés du serveur.',
      ),
    ],
  },
  {
    id: 'access',
    title: 'Contrôle des accès logiques',
    blocks: [
      list([
        'Salle d’attente proposée par défaut ; chaque admission, exclusion et rôle est signé dans le navigateur de qui tient la classe ; le serveur vérifie ces signatures et ne peut pas admettre seul.',
        `Preuve du lien à la porte : sans la clé que le lien contient, personne n’obtient de ticket, n’attend dans la salle d’attente, ne teste le réseau ni ne prolonge une classe. Le serveur n’apprend rien du lien.${f.allowUnencrypted ? ' (Une classe non chiffrée n’a pas de clé dans son lien : son adresse suffit.)' : ''}`,
        'Tickets d’entrée signés, à usage unique, valables une minute, jamais dans une adresse ; seul le numéro d’un ticket utilisé est retenu, une minute.',
        'Personne refusée à la porte : la même ne revient pas avant une minute ; depuis la même adresse, trente demandes par minute au plus. Tous ceux qui attendent peuvent être refusés d’un coup.',
        `Hôtes : ${f.signIn} puis session de ${f.hostSession} ; seules les empreintes des jetons sont conservées. Chaque hôte voit ses sessions et ses liens ouverts, et y met fin ; la personne qui tient le serveur voit les hôtes par leur identifiant aléatoire et peut en retirer un, ce que le journal de sécurité garde.`,
        `Capacité limitée (${f.capacity} personnes au plus), verrou, exclusion, « calme » qui coupe tout. Une personne exclue qui a le lien peut demander à entrer sous un autre nom : la salle d’attente s’allume donc d’elle-même après une exclusion, et qui tient la classe décide.`,
      ]),
    ],
  },
  {
    id: 'logging',
    title: 'Journalisation',
    blocks: [
      list([
        `Journal des connexions (adresse, heure) : ${f.connectionLog}.`,
        `Journal de sécurité (actes d’administration, sous pseudonyme, chaîné par empreintes) : ${f.auditLog}.`,
        'Journal technique : liste fermée d’événements, sans donnée personnelle.',
      ]),
    ],
  },
  {
    id: 'minimisation',
    title: 'Minimisation des données',
    blocks: [
      list([
        'Ni compte élève, ni adresse électronique, ni âge, ni établissement : un lien et un pseudonyme suffisent.',
        'Caméra et micro éteints à l’entrée ; personne ne peut les allumer à distance.',
        'Aucun enregistrement, aucune mesure par personne, aucun témoin de connexion chez les élèves.',
      ]),
    ],
  },
  {
    id: 'erasure',
    title: 'Effacement par l’horloge',
    blocks: [
      text(
        `Chaque donnée a une durée déclarée ; l’effacement est automatique. À la fin d’une classe, ${f.maxClass} au plus après son ouverture, sa mémoire est vidée. Les pages libérées de la base de données sont réécrites.`,
      ),
      ...(f.onHold === null ? [] : [text(f.onHold)]),
      ...(f.loosened.length === 0 ? [] : [list(f.loosened)]),
    ],
  },
  {
    id: 'network',
    title: 'Sécurisation des canaux informatiques',
    blocks: [
      text(
        f.secure
          ? 'Les pages et la signalisation passent par HTTPS et WebSocket sécurisé ; l’origine est vérifiée à la connexion. Les flux passent par DTLS-SRTP.'
          : 'HTTPS n’est pas configuré : ce serveur ne convient qu’à la machine où il tourne. Les flux passent par DTLS-SRTP.',
      ),
      text('Le serveur ne contacte aucun tiers : ni serveur STUN ou TURN externe, ni télémétrie, ni ressource d’un autre site.'),
    ],
  },
  {
    id: 'web',
    title: 'Protection des sites web',
    blocks: [
      text(
        'Politique de sécurité de contenu limitée au site lui-même, aucune ressource tierce, en-têtes stricts, limites de débit et de places en parts (par classe, par adresse, hôtes et personnes déjà admises à part, pour qu’un seul ne ferme la porte à personne), messages vérifiés par un schéma avec taille maximale.',
      ),
    ],
  },
  {
    id: 'backup',
    title: 'Sauvegarde des données',
    blocks: [
      text(
        'Le logiciel ne fait aucune sauvegarde et n’a rien à restaurer d’une classe. Si l’opérateur sauvegarde le dossier de données, une donnée effacée ne doit pas en revenir.',
      ),
    ],
  },
  ...(f.processors.length > 0
    ? [
        {
          id: 'contracts',
          title: 'Contrat de sous-traitance',
          blocks: [
            list(
              f.processors.map(
                (one) =>
                  `${one.name} (${one.country}) : ${one.service}. Contrat : ${one.contract}. Garantie du transfert : ${one.safeguard}.`,
              ),
            ),
          ],
        } as const,
      ]
    : []),
  {
    id: 'incidents',
    title: 'Gérer les incidents de sécurité et les violations de données',
    blocks: [
      text(
        `Les problèmes de sécurité sont signalés à : ${f.securityContact}. ${f.selfOperated ? '' : 'Qui tient le serveur avertit le responsable de toute violation dans les meilleurs délais (RGPD, article 33(2)). '}La procédure interne et la notification sous 72 heures relèvent du responsable de traitement.`,
      ),
    ],
  },
];
