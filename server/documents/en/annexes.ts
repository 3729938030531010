import type { NamedParty } from '../facts/parties.ts';
import type { annexes as fr } from '../fr/annexes.ts';
import { list, type Section, text } from '../render/page.ts';

const party = (f: NamedParty): string[] => [
  `Name: ${f.name}`,
  `Address: ${f.address}`,
  `Contact: ${f.contact}`,
  'Signature and date: [to complete on signing]',
];
const section = (heading: string, ...sentences: string[]): Section => ({ heading, blocks: [list(sentences)] });

/** The annexes of the standard clauses (EU) 2021/915 between controller and processor. The clauses themselves are not changed. */
export const annexes: typeof fr = {
  titles: [
    'Annex I: list of parties',
    'Annex II: description of the processing',
    'Annex III: technical and organisational measures',
    'Annex IV: list of sub-processors',
  ],
  parties: (f) => [
    ...f.clients.map((one) =>
      section('Controller', ...party(one), `Data protection officer: ${one.officer}`, `Contract: ${one.contract}`),
    ),
    section(
      'Processor',
      ...party(f.operator),
      `Country: ${f.operator.country}`,
      `Safeguard of the transfer: ${f.operator.safeguard}`,
      `Data protection officer: ${f.operatorOfficer}`,
    ),
  ],
  processing: (f) => [
    section('Categories of data subjects', ...f.groups),
    section('Categories of personal data', ...f.items.map((item) => `${item.what} (erased: ${item.until})`)),
    section(
      'Sensitive data',
      `None is asked for. What people say or show is encrypted end to end${f.allowUnencrypted ? ', except in a class that is shown as not encrypted' : ''}. It may reveal sensitive data by chance; nothing is drawn from it.`,
    ),
    section(
      'Nature of the processing',
      'Passing on encrypted streams and messages, live; keeping the classes that hosts made; logs.',
    ),
    section(
      'Purposes',
      ...f.words.aims.class.map((aim) => `${aim} (${f.basis}).`),
      ...f.words.aims.security.map((aim) => `${aim} (${f.words.security}).`),
    ),
    section(
      'Duration',
      `That of the contract. Each item is erased when it is said above; a class, ${f.classLife} after it was last used.`,
    ),
    section('Sub-processors', f.subProcessors.length > 0 ? 'See annex IV.' : (f.unsaidProcessors ?? 'None.')),
  ],
  measures: (f) => [
    section(
      'Pseudonymisation and encryption',
      'Each visit has a random identifier; the chosen name is encrypted and the server has no key.',
      'Streams: SFrame (RFC 9605, AES-128-GCM) between browsers, and DTLS-SRTP on the network.',
      f.encryption,
    ),
    section(
      'Confidentiality, integrity, availability',
      'Admissions, removals and roles are signed by those who hold the class and checked by every browser; messages are signed; replays are refused.',
      `Capacity bounded to ${f.capacity} people per class, limits of rate and places in shares by class and address, streams handled by separate processes.`,
    ),
    section(
      'Restoring after an incident',
      'Browsers come back to their seats by themselves after a cut or a restart. The software makes no backup: nothing of a class is to be restored.',
    ),
    section(
      'Regular testing',
      'The tests of the software check each access rule, each lifetime and that no undeclared data is kept; they run at each change.',
    ),
    section(
      'Identification and authorisation',
      `Hosts: ${f.signIn}, then a session of ${f.hostSession}. Pupils: the class link and admission by the host. Tokens of at least 128 bits, kept as hashes.`,
    ),
    section(
      'Protection of data in transit',
      f.secure
        ? 'HTTPS and secure WebSocket for pages and signalling; DTLS-SRTP for streams.'
        : 'HTTPS is not configured on this server. DTLS-SRTP for streams.',
    ),
    section(
      'Protection of data at rest',
      `Only classes and the hosts’ access are written; title, rules and keys are encrypted there${f.allowUnencrypted ? ', but for the key of classes without end-to-end encryption, which is in clear' : ''}. Files readable by the server’s account only; freed pages overwritten.`,
    ),
    section(
      'Physical security',
      `Machine housed by ${f.hosting.name} (${f.hosting.country}). ${f.ownHouse ? 'It is also who runs the server.' : `Measures of the hosting company: see its contract (${f.hosting.contract}).`}`,
    ),
    section(
      'Event logging',
      `Connections: ${f.connectionLog}. Security, under a pseudonym and chained by hashes: ${f.auditLog}. Technical: without personal data.`,
    ),
    section(
      'Default configuration',
      'End-to-end encryption, lobby, camera and microphone off, no recording, no third-party origin.',
      ...f.loosened,
    ),
    section(
      'Governance',
      `Security problems: ${f.securityContact}. A setting that protects less is refused without a written reason.`,
      'Who runs the server tells the controller of every personal data breach without undue delay after becoming aware of it (GDPR, articles 28(3)(f) and 33(2)).',
    ),
    section('Certification', 'None.'),
    section('Minimisation', 'No pupil account, no e-mail address, no age: a link and a pseudonym are enough.'),
    section('Quality', 'The data describe the present state of the class and come from the person.'),
    section('Limited retention', ...f.items.map((item) => `${item.what}: ${item.until}`)),
    section(
      'Accountability',
      `Documents made from the configuration in force, with hash ${f.fingerprint}. Purge journal without personal data.`,
    ),
    section(
      'Portability and erasure',
      'Export as JSON and erasure by the host; at the end of the contract, deletion of the data folder and certification by the operator.',
    ),
  ],
  subProcessors: (f) =>
    f.subProcessors.length === 0
      ? [{ heading: 'Sub-processors', blocks: [text(f.unsaidProcessors ?? 'None.')] }]
      : f.subProcessors.map((one) =>
          section(
            one.name,
            `Address: ${one.address}`,
            `Contact: ${one.contact}`,
            `Country: ${one.country}`,
            `Description of the processing: ${one.service}`,
            `Contract: ${one.contract}`,
            `Safeguard of the transfer: ${one.safeguard}`,
          ),
        ),
};
