import type { DpiaText } from '../dpia.ts';
import type { Facts } from '../facts/facts.ts';
import { list, text } from '../render/page.ts';

const proposal = 'The software’s proposal, to be confirmed or corrected by the controller.';

/** The answers to the questions of CNIL's PIA tool, from facts. */
export const dpia = (f: Facts): DpiaText => ({
  name: 'Classes at a distance',
  category: 'Teaching',
  toName: 'to be named',
  texts: {
    111: [
      text(
        'Holding classes at a distance, live, between a teacher and pupils: voice, image, screen sharing, messages, raised hands. Nothing is recorded.',
      ),
      text(
        'The assessment is due: vulnerable persons (pupils under age) and electronic communications are concerned (GDPR, article 35).',
      ),
      text(
        `Software: Ardoise ${f.version}, configuration ${f.fingerprint}. This text is written from that configuration; what is in brackets is to complete.`,
      ),
    ],
    112: [
      list([
        ...f.controllers.map((one) => `Controller: ${one.name}, ${one.contact}. Data protection officer: ${one.officer}.`),
        ...(f.selfOperated ? ['The controller itself runs the server.'] : []),
        ...f.processors.map((one) => `Processor: ${one.name} (${one.country}), ${one.contact}: ${one.service}.`),
        ...(f.unsaidProcessors === null ? [] : [f.unsaidProcessors]),
      ]),
    ],
    113: [
      list([
        'Regulation (EU) 2016/679 (GDPR) and the French law of 6 January 1978 as amended.',
        'CNIL: guide for developers, recommendation on logging (2021).',
        ...(f.selfOperated ? [] : ['Standard contractual clauses (EU) 2021/915 between controllers and processors.']),
      ]),
      text('This software is not certified and claims no conformity.'),
    ],
    121: [
      text('A complete list, from the inventory of the software:'),
      list(
        f.items.map(
          (item) => `${item.what}: ${item.purpose}. Seen by: ${item.recipients}. Place: ${item.places}. Erased: ${item.until}.`,
        ),
      ),
    ],
    122: [
      list([
        'Making: the host makes a class; title, rules and keys are encrypted in the host’s browser, then put on the server.',
        f.encryption,
        f.earlyLine
          ? 'Entering: the pupil opens the link; if the class has begun, the browser at once opens a connection without voice or picture, cut after 2 minutes; the pupil chooses a name, waits; the host’s browser admits.'
          : 'Entering: the pupil opens the link, chooses a name, waits; the host’s browser admits.',
        'Class: encrypted streams and messages are passed on at once, and not written.',
        `End: the memory of the class is emptied; the class itself is erased ${f.classLife} after it was last used.`,
        `Logs: connections ${f.connectionLog}, security ${f.auditLog}, then erased automatically.`,
      ]),
    ],
    123: [
      list([
        'Browsers and devices of the participants.',
        `One server, housed by ${f.hosting.name}, country: ${f.hosting.country}.`,
        'Working memory, an SQLite database and three logs in a single folder.',
        'The participants’ networks and the Internet, in encrypted streams.',
      ]),
    ],
    211: [
      list([...f.words.aims.class, ...f.words.aims.security].map((aim) => `${aim}.`)),
      text('They are told before one enters. No other purpose is served: no advertising, no profile, no assessment of pupils.'),
    ],
    212: [
      list([`Holding classes: ${f.basis}.`, `Security: ${f.words.security}.`]),
      ...(f.interest
        ? [text('Careful: a public authority cannot base its tasks on legitimate interest (GDPR, article 6(1), last sentence).')]
        : []),
    ],
    213: [
      text(
        'Without account or verified identity, what remains is what passing on needs: a network address, a random identifier per visit, keys and a role. The server cannot read names.',
      ),
      list(f.items.map((item) => `${item.what}: ${item.purpose}.`)),
    ],
    214: [
      text(
        'People choose their name at each visit. Role, rights and raised hand are the present state of the class. Nothing is copied from another file.',
      ),
    ],
    215: [
      list(f.items.map((item) => `${item.what}: ${item.until}.`)),
      ...(f.loosenings.length > 0
        ? [
            text('Settings that protect less than the standard, and the reason:'),
            list(f.loosenings.map((one) => `${one.setting}: ${one.value} instead of ${one.standard}. Reason given: ${one.why}`)),
          ]
        : [text('No setting protects less than the software’s standard.')]),
    ],
    221: [
      text(
        'A notice in two layers, shown before entering and at /notice, with a version for children, in French and English. It is written by the configuration in force, also readable by machines at /.well-known/privacy.json.',
      ),
    ],
    222: [
      text(
        f.consent
          ? 'The controller bases the processing on consent. Collecting it, and the parents’ agreement below the age of 15, are up to the controller: the software does not record them.'
          : `The processing does not rest on consent but on: ${f.basis}.`,
      ),
      text('Turning on one’s camera or microphone is always the person’s own act; a teacher may ask for it, not force it.'),
    ],
    223: [
      text(
        'During the class, every person can ask the server what it holds of them at that moment. Hosts can see and export what concerns their classes and their account.',
      ),
      text(
        `Rights for holding the classes: ${f.rights.has.join(', ')}. Rights for security: ${f.securityRights.has.join(', ')}. Requests: ${f.controller.contact}, ${f.dpo}.`,
      ),
    ],
    224: [
      text(
        'A name is changed by entering again. Leaving the class erases the presence; the end of the class erases all that was in memory. A host can delete a class at once.',
      ),
      text('Erasure on request and erasure by the clock are the same code.'),
    ],
    225: [
      text(
        `One can turn off microphone and camera, or leave the class, at any time. ${f.mayObject ? 'Objection, for holding the classes, and restriction' : 'The legal basis gives no right to object. Restriction'}: ${f.controller.contact}, ${f.dpo}.`,
      ),
    ],
    226: [
      ...(f.processors.length > 0
        ? [
            list(
              f.processors.map(
                (one) => `${one.name}: ${one.service}. Contract: ${one.contract}. Safeguard of the transfer: ${one.safeguard}.`,
              ),
            ),
          ]
        : []),
      text(
        f.unsaidProcessors ??
          (f.processors.length > 0 ? 'No other.' : 'Not applicable: nobody processes data for the controller.'),
      ),
      ...(f.selfOperated
        ? []
        : [
            text(
              'The annexes I to IV of the standard clauses (EU) 2021/915 are produced by the software from the configuration.',
            ),
          ]),
    ],
    227: [
      ...(f.transfers.length > 0 ? [list(f.transfers)] : []),
      ...(f.transfers.length > 0 && f.transfersKnown ? [] : [text(f.noTransfer)]),
    ],
  },
  risks: {
    32: {
      impacts: [
        'A pupil’s image or voice seen, heard or spread by others',
        'Mockery or harassment',
        'Others know that a person was there, when and from which address',
        ...(f.transfers.length > 0
          ? [`Addresses and times reached under the law of a third country: ${f.transferCountries.join(', ')}`]
          : []),
      ],
      threats: [
        'The class link passed on to a stranger',
        'An admitted person records the screen',
        'A compromised server, or a page changed by who runs it',
        ...(f.allowUnencrypted ? ['A class made without end-to-end encryption, whose key the server keeps in clear'] : []),
        ...(f.processors.length > 0 ? [`Access by a processor: ${f.processors.map(({ name }) => name).join(', ')}`] : []),
        ...(f.transfers.length > 0
          ? [`Request for access by an authority of a third country: ${f.transferCountries.join(', ')}`]
          : []),
        ...(f.secure ? [] : ['Listening on the network, for lack of HTTPS']),
        ...(f.legalHold === null ? [] : ['Data kept beyond their lifetime: legal hold']),
        ...f.loosenings.map((one) => `Loosened setting: ${one.setting}, ${one.value} instead of ${one.standard}`),
      ],
      sources: [
        'Pupil or relative',
        'Stranger who got the link',
        'Attacker of the server',
        'Person who runs the server',
        ...f.processors.map(({ name }) => `Staff of ${name}`),
        ...f.transferCountries.map((country) => `Authority of this country: ${country}`),
      ],
      severity: `Children may be seen or heard; what is spread cannot be taken back. ${proposal}`,
      likelihood: `The content is encrypted end to end and nothing is kept; what remains are the admitted people and the page that is served. ${f.allowUnencrypted ? 'Classes without that encryption are allowed: whoever runs the server can see and hear them. ' : ''}${f.secure ? '' : 'HTTPS is not configured. '}${f.transfers.length > 0 ? `Addresses and times may leave the European Economic Area (${f.transferCountries.join(', ')}). ` : ''}${proposal}`,
    },
    33: {
      impacts: ['Words ascribed to somebody else', 'Removal, or rights taken away, by mistake'],
      threats: ['A participant takes somebody’s name', 'The server alters or replays messages'],
      sources: ['Pupil or relative', 'Attacker of the server'],
      severity: `The class is live; an error is seen and repaired. ${proposal}`,
      likelihood: `Messages, admissions, removals and roles are signed, replays refused by the browsers. ${proposal}`,
    },
    34: {
      impacts: ['An interrupted class', 'A class to be made again'],
      threats: ['Breakdown of the machine or of the network', 'Deliberate overload', 'Loss of the teacher’s link'],
      sources: [`Breakdown, fire, power cut at ${f.hosting.name}`, 'Outside attacker', 'Somebody’s mistake'],
      severity: `Nothing lasting is entrusted to the server: a class is made again. ${proposal}`,
      likelihood: `A single machine, without backup; who lacks the link of a class takes no place in it, and who has it takes a share only; browsers come back by themselves after a cut. ${proposal}`,
    },
  },
});
