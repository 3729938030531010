import type { Facts } from '../facts/facts.ts';
import type { NamedParty } from '../facts/parties.ts';
import { list, type Section, text } from '../render/page.ts';

const party = (f: NamedParty): string[] => [
  `Nom : ${f.name}`,
  `Adresse : ${f.address}`,
  `Contact : ${f.contact}`,
  'Signature et date : [à compléter à la signature]',
];
const section = (heading: string, ...sentences: string[]): Section => ({ heading, blocks: [list(sentences)] });

/** The annexes of the standard clauses (EU) 2021/915 between controller and processor. The clauses themselves are not changed. */
export const annexes = {
  titles: [
    'Annexe I : liste des parties',
    'Annexe II : description du traitement',
    'Annexe III : mesures techniques et organisationnelles',
    'Annexe IV : liste des sous-traitants ultérieurs',
  ],
  parties: (f: Facts): Section[] => [
    ...f.clients.map((one) =>
      section(
        'Responsable du traitement',
        ...party(one),
        `Délégué à la protection des données : ${one.officer}`,
        `Contrat : ${one.contract}`,
      ),
    ),
    section(
      'Sous-traitant',
      ...party(f.operator),
      `Pays : ${f.operator.country}`,
      `Garantie du transfert : ${f.operator.safeguard}`,
      `Délégué à la protection des données : ${f.operatorOfficer}`,
    ),
  ],
  processing: (f: Facts): Section[] => [
    section('Catégories de personnes concernées', ...f.groups),
    section('Catégories de données à caractère personnel', ...f.items.map((item) => `${item.what} (effacée : ${item.until})`)),
    section(
      'Données sensibles',
      `Aucune n’est demandée. Ce que les personnes disent ou montrent est chiffré de bout en bout${f.allowUnencrypted ? ', sauf dans une classe annoncée comme non chiffrée' : ''}. Cela peut révéler par hasard des données sensibles, sans que rien en soit tiré.`,
    ),
    section(
      'Nature du traitement',
      'Relais, en direct, de flux et de messages chiffrés ; conservation des classes créées par les hôtes ; journaux.',
    ),
    section(
      'Finalités',
      ...f.words.aims.class.map((aim) => `${aim} (${f.basis}).`),
      ...f.words.aims.security.map((aim) => `${aim} (${f.words.security}).`),
    ),
    section(
      'Durée',
      `Celle du contrat. Chaque donnée est effacée à l’échéance indiquée ci-dessus ; une classe l’est ${f.classLife} après son dernier usage.`,
    ),
    section('Sous-traitants ultérieurs', f.subProcessors.length > 0 ? 'Voir l’annexe IV.' : (f.unsaidProcessors ?? 'Aucun.')),
  ],
  measures: (f: Facts): Section[] => [
    section(
      'Pseudonymisation et chiffrement',
      'Chaque visite a un identifiant aléatoire ; le nom choisi est chiffré et le serveur n’a pas la clé.',
      'Flux : SFrame (RFC 9605, AES-128-GCM) entre navigateurs, et DTLS-SRTP sur le réseau.',
      f.encryption,
    ),
    section(
      'Confidentialité, intégrité, disponibilité',
      'Admissions, exclusions et rôles signés par qui tient la classe et vérifiés par chaque navigateur ; messages signés ; rejeu refusé.',
      `Capacité bornée à ${f.capacity} personnes par classe, limites de débit et de places en parts par classe et par adresse, flux traités par des processus séparés.`,
    ),
    section(
      'Rétablissement après incident',
      'Les navigateurs reviennent seuls à leur place après une coupure ou un redémarrage. Le logiciel ne fait pas de sauvegarde : rien d’une classe n’est à restaurer.',
    ),
    section(
      'Tests réguliers',
      'Les tests du logiciel vérifient chaque règle d’accès, chaque durée et l’absence de donnée non déclarée ; ils s’exécutent à chaque changement.',
    ),
    section(
      'Identification et autorisation',
      `Hôtes : ${f.signIn}, puis session de ${f.hostSession}. Élèves : lien de la classe et admission par l’hôte. Jetons d’au moins 128 bits, conservés en empreinte.`,
    ),
    section(
      'Protection des données en transit',
      f.secure
        ? 'HTTPS et WebSocket sécurisé pour les pages et la signalisation ; DTLS-SRTP pour les flux.'
        : 'HTTPS n’est pas configuré sur ce serveur. DTLS-SRTP pour les flux.',
    ),
    section(
      'Protection des données au repos',
      `Seules les classes et les accès des hôtes sont écrits ; titre, règles et clés y sont chiffrés${f.allowUnencrypted ? ', sauf la clé des classes sans chiffrement de bout en bout, qui y est en clair' : ''}. Fichiers lisibles par le seul compte du serveur ; pages libérées réécrites.`,
    ),
    section(
      'Sécurité physique',
      `Machine hébergée par ${f.hosting.name} (${f.hosting.country}). ${f.ownHouse ? 'C’est aussi qui tient le serveur.' : `Mesures de l’hébergeur : voir son contrat (${f.hosting.contract}).`}`,
    ),
    section(
      'Journalisation',
      `Connexions : ${f.connectionLog}. Sécurité, sous pseudonyme et chaînée par empreintes : ${f.auditLog}. Technique : sans donnée personnelle.`,
    ),
    section(
      'Configuration par défaut',
      'Chiffrement de bout en bout, salle d’attente, caméra et micro éteints, aucun enregistrement, aucune origine tierce.',
      ...f.loosened,
    ),
    section(
      'Gouvernance',
      `Problèmes de sécurité : ${f.securityContact}. Un réglage moins protecteur est refusé sans raison écrite.`,
      'Qui tient le serveur avertit le responsable de toute violation de données dans les meilleurs délais après en avoir pris connaissance (RGPD, articles 28(3)(f) et 33(2)).',
    ),
    section('Certification', 'Aucune.'),
    section('Minimisation', 'Ni compte élève, ni adresse électronique, ni âge : un lien et un pseudonyme suffisent.'),
    section('Qualité', 'Les données décrivent l’état présent de la classe et viennent de la personne elle-même.'),
    section('Conservation limitée', ...f.items.map((item) => `${item.what} : ${item.until}`)),
    section(
      'Responsabilité',
      `Documents produits d’après la configuration en vigueur, d’empreinte ${f.fingerprint}. Journal de purge sans donnée personnelle.`,
    ),
    section(
      'Portabilité et effacement',
      'Export au format JSON et effacement par l’hôte ; en fin de contrat, suppression du dossier de données et attestation par l’opérateur.',
    ),
  ],
  subProcessors: (f: Facts): Section[] =>
    f.subProcessors.length === 0
      ? [{ heading: 'Sous-traitants ultérieurs', blocks: [text(f.unsaidProcessors ?? 'Aucun.')] }]
      : f.subProcessors.map((one) =>
          section(
            one.name,
            `Adresse : ${one.address}`,
            `Contact : ${one.contact}`,
            `Pays : ${one.country}`,
            `Description du traitement : ${one.service}`,
            `Contrat : ${one.contract}`,
            `Garantie du transfert : ${one.safeguard}`,
          ),
        ),
};
