import type { Facts } from '../facts/facts.ts';
import type { MeasureText } from '../measures.ts';
import { list, text } from '../render/page.ts';

/** What protects people here, stated as facts. */
export const measures = (f: Facts): MeasureText[] => [
  {
    id: 'encryption',
    title: 'Encryption',
    blocks: [
      list([
        'Voice, image and shared screen: encrypted end to end by the browser (SFrame, RFC 9605, AES-128-GCM), on top of DTLS-SRTP on the network.',
        'Names, title and rules of the class, messages and reactions: encrypted with the keys of the class; the server passes them on without a key.',
        'Keys: made in the browsers (MLS, RFC 9420), fresh whenever somebody is admitted, leaves or is removed; the secret of the class travels in the part of the link that browsers do not send.',
        f.encryption,
      ]),
    ],
  },
  {
    id: 'partitioning',
    title: 'Partitioning',
    blocks: [
      text(
        'Each class has a random identifier of 128 bits, its own router of streams and its own keys. Classes share nothing; streams are handled by processes apart from the server.',
      ),
    ],
  },
  {
    id: 'access',
    title: 'Logical access control',
    blocks: [
      list([
        'A lobby, offered by default; each admission, removal and role is signed in the browser of somebody who holds the class; the server checks these signatures and cannot admit anybody alone.',
        `Proof of the link at the door: without the key that the link holds nobody gets a ticket, waits in the lobby, tries the network or makes a class live longer. The server learns nothing of the link.${f.allowUnencrypted ? ' (A class that is not encrypted has no key in its link: its address is enough.)' : ''}`,
        'Signed single-use entry tickets, good for one minute, never in an address; only the number of a used ticket is remembered, for a minute.',
        'Whoever is refused at the door: the same person is not back within a minute; from the same address come thirty requests a minute at most. All who wait can be refused at once.',
        `Hosts: ${f.signIn}, then a session of ${f.hostSession}; only hashes of tokens are kept. Every host sees the own sessions and open links, and ends them; who runs the server sees hosts by random identifier and can remove one, which the security log keeps.`,
        `Limited capacity (${f.capacity} people at most), lock, removal, and a "calm" that stops everything. Somebody who was removed and has the link can ask to enter under another name: so the lobby goes on by itself after a removal, and who holds the class decides.`,
      ]),
    ],
  },
  {
    id: 'logging',
    title: 'Traceability (logging)',
    blocks: [
      list([
        `Connection log (address, time): ${f.connectionLog}.`,
        `Security log (acts of administration, under a pseudonym, chained by hashes): ${f.auditLog}.`,
        'Technical log: a closed list of events, without personal data.',
      ]),
    ],
  },
  {
    id: 'minimisation',
    title: 'Minimising the amount of personal data',
    blocks: [
      list([
        'No pupil account, no e-mail address, no age, no school: a link and a pseudonym are enough.',
        'Camera and microphone off on entering; nobody can turn them on from afar.',
        'No recording, no measurement of a person, no cookie on pupils’ devices.',
      ]),
    ],
  },
  {
    id: 'erasure',
    title: 'Erasure by the clock',
    blocks: [
      text(
        `Each item has a declared lifetime; it is erased automatically. When a class ends, ${f.maxClass} after it opened at the latest, its memory is emptied. Freed pages of the database are overwritten.`,
      ),
      ...(f.onHold === null ? [] : [text(f.onHold)]),
      ...(f.loosened.length === 0 ? [] : [list(f.loosened)]),
    ],
  },
  {
    id: 'network',
    title: 'Network security',
    blocks: [
      text(
        f.secure
          ? 'Pages and signalling use HTTPS and secure WebSocket; the origin is checked on connecting. Streams use DTLS-SRTP.'
          : 'HTTPS is not configured: this server suits only the machine that it runs on. Streams use DTLS-SRTP.',
      ),
      text('The server contacts no third party: no outside STUN or TURN server, no telemetry, no resource of another site.'),
    ],
  },
  {
    id: 'web',
    title: 'Website security',
    blocks: [
      text(
        'Content security policy limited to the site itself, no third-party resource, strict headers, limits of rate and places in shares (by class, by address, hosts and admitted people apart, so that nobody closes the door to others), messages checked against a schema with a maximal size.',
      ),
    ],
  },
  {
    id: 'backup',
    title: 'Backups',
    blocks: [
      text(
        'The software makes no backup and has nothing of a class to restore. If the operator backs up the data folder, erased data must not come back from it.',
      ),
    ],
  },
  ...(f.processors.length > 0
    ? [
        {
          id: 'contracts',
          title: 'Processing contracts',
          blocks: [
            list(
              f.processors.map(
                (one) =>
                  `${one.name} (${one.country}): ${one.service}. Contract: ${one.contract}. Safeguard of the transfer: ${one.safeguard}.`,
              ),
            ),
          ],
        } as const,
      ]
    : []),
  {
    id: 'incidents',
    title: 'Managing security incidents and personal data breaches',
    blocks: [
      text(
        `Security problems are reported to: ${f.securityContact}. ${f.selfOperated ? '' : 'Who runs the server tells the controller of every breach without undue delay (GDPR, article 33(2)). '}The internal procedure and the notification within 72 hours are the controller’s.`,
      ),
    ],
  },
];
