import { randomBytes } from 'node:crypto';
import { hashToken } from '../../../server/identity/tokens.ts';
import type { Canary } from './canary.ts';
import type { Wire } from './wire.ts';

/** Words that nobody else writes. */
const unheard = (what: string): string => `${what}-${randomBytes(6).toString('hex')}`;

/** What the people of the class bring, none of which a server needs to read. */
export type Seeds = {
  readonly names: readonly string[];
  readonly title: string;
  readonly rules: string;
  readonly chat: { readonly all: string; readonly host: string };
  /** What is handed out: its name, and what is in it. */
  readonly file: { readonly name: string; readonly content: string };
  /** On the board. */
  readonly board: string;
  readonly agents: readonly string[];
  readonly addresses: readonly string[];
};

export const newSeeds = (): Seeds => ({
  names: ['Martin', 'Zoe', 'Noe'].map(unheard),
  title: unheard('Chimie'),
  rules: unheard('Silence'),
  chat: { all: unheard('Bonjour'), host: unheard('Question') },
  file: { name: unheard('Devoir'), content: unheard('Corrige') },
  board: unheard('Theoreme'),
  agents: ['Prof', 'Zoe', 'Noe'].map((who) => `Canari/${randomBytes(6).toString('hex')}-${who}`),
  addresses: [11, 12, 13].map((last) => `127.77.0.${last}`),
});

/** Canaries that are known before the class: what people type, and what their browsers say of them. */
export const canariesOf = ({ names, title, rules, chat, board, file, agents, addresses }: Seeds): Canary[] => [
  ...names.map((text) => ({ item: 'name', text, keys: [] })),
  { item: 'title', text: title, keys: [] },
  { item: 'rules', text: rules, keys: [] },
  ...Object.values(chat).map((text) => ({ item: 'chat line', text, keys: [] })),
  { item: 'name of a file', text: file.name, keys: [] },
  { item: 'content of a file', text: file.content, keys: [] },
  { item: 'text on the board', text: board, keys: [] },
  ...agents.map((text) => ({ item: 'user agent', text, keys: [], passes: true as const })),
  ...addresses.map((text): Canary => ({
    item: 'address',
    text,
    keys: ['address', 'addressCounter', 'connectionRecord'],
    sure: ['memory', 'connection-log'],
  })),
];

export type Secrets = {
  /** The students' link, the link of the first host, and the teacher's cookie. */
  readonly link: string;
  readonly firstHostFragment: string;
  readonly cookie: string;
};

/** What the server handles without being able to read it, and what it must not keep of what proves somebody's rights. */
export const canariesOnWire = (wire: Wire, { link, firstHostFragment, cookie }: Secrets): Canary[] => {
  const { made, tickets, hostProofs, sent, parts } = wire;
  const some = (item: string, texts: readonly string[], rest: Omit<Canary, 'item' | 'text'>): Canary[] => {
    if (texts.length === 0) throw new Error(`no ${item} was seen on the wire`);
    return texts.map((text) => ({ item, text, bytes: true, ...rest }));
  };
  const cards = (sent.enter ?? []).map(({ card }) => card);
  const letters = [
    ...(sent['chat.all'] ?? []).map(({ box }) => box),
    ...(sent['chat.hosts'] ?? []).flatMap(({ boxes }) => boxes.map(({ box }) => box)),
  ];
  const commits = sent['group.commit'] ?? [];
  const founded = sent['group.found'] ?? [];
  const welcomes = [...founded, ...commits].flatMap(({ welcome }) => welcome ?? []);
  const fingerprints = (sent['media.connect'] ?? []).flatMap(({ dtls }) => dtls.fingerprints.map(({ value }) => value));
  return [
    // Its first 16 bytes are the secret of the class; the rest is the fingerprint of a public key.
    ...some('secret of the link', [link.slice(link.indexOf('#') + 1).slice(0, 21)], { keys: [] }),
    ...some('hash of the first host’s link', [hashToken(firstHostFragment.replace('invite.', ''))], { keys: ['hostInvitation'] }),
    ...some('host’s cookie', [cookie], { keys: [], passes: true }),
    ...some('used link of the first host', [firstHostFragment.replace('invite.', '')], { keys: [], passes: true, stays: true }),
    ...some('hash of the cookie', [hashToken(cookie)], { keys: ['hostSession'], sure: ['store'] }),
    ...some('host proof', hostProofs, { keys: [], passes: true }),
    ...some(
      'class id',
      made.map(({ id }) => id),
      { keys: ['classroomId'], sure: ['memory', 'store'] },
    ),
    ...some(
      'sealed title and rules',
      made.map(({ charter }) => charter.sealed),
      { keys: ['charter'], sure: ['store'] },
    ),
    ...some(
      'sealed keys of the host',
      made.map(({ vault }) => vault),
      { keys: ['hostCredential'], sure: ['store'] },
    ),
    ...some(
      'person’s id',
      tickets.map(({ id }) => id),
      { keys: ['participantId'], sure: ['memory'] },
    ),
    ...some(
      'ticket',
      tickets.map(({ ticket }) => ticket),
      { keys: ['ticket'] },
    ),
    ...some(
      'seat token',
      tickets.map(({ seat }) => seat),
      { keys: ['seatToken'] },
    ).map((one) => ({ ...one, bytes: false })),
    ...some(
      'sealed name',
      cards.map(({ name }) => name),
      { keys: ['card'], sure: ['memory'] },
    ),
    ...some(
      'public key',
      cards.map(({ verify }) => verify),
      { keys: ['card'], sure: ['memory'] },
    ),
    ...some(
      'key package',
      (sent.enter ?? []).map(({ keyPackage }) => keyPackage),
      { keys: ['card'] },
    ),
    ...some(
      'last change of the group',
      commits.slice(-1).map(({ commit }) => commit),
      { keys: ['group'], sure: ['memory'] },
    ),
    ...some(
      'signed state of the group',
      [...founded, ...commits].map(({ info }) => info),
      { keys: ['group'] },
    ),
    ...some('sealed chat line', letters, { keys: ['content'] }),
    ...some(
      'sealed text on the board',
      (sent['slate.add'] ?? []).map(({ box }) => box),
      { keys: ['slate'], sure: ['memory'] },
    ),
    ...some(
      'sealed reaction',
      (sent.react ?? []).map(({ box }) => box),
      { keys: ['content'] },
    ),
    // Bytes outside the heap: they are looked for in raw memory.
    ...some('sealed file', parts, { keys: ['sharedFile'] }),
    ...some(
      'number of a file',
      (sent['file.begin'] ?? []).map(({ file }) => file),
      { keys: ['sharedFile'], sure: ['memory'] },
    ).map((one) => ({ ...one, bytes: false })),
    ...some('sealed way into the group', welcomes, { keys: ['content'] }),
    ...some('fingerprint of the media connection', fingerprints, { keys: ['mediaParameters'] }).map((one) => ({
      ...one,
      bytes: false,
    })),
  ];
};
