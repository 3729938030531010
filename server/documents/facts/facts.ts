import type { LedgerEntry, Place } from '../../privacy/ledger.ts';
import { type Loosening, looseningsIn } from '../../config/loosening.ts';
import { missingSettings } from '../../config/mandatory.ts';
import { knowsTransfers, transfersOf } from '../../privacy/outside.ts';
import { untilInWords, valueInWords } from './lifetime.ts';
import type { Language } from '../render/page.ts';
import { markOf, partiesOf } from './parties.ts';
import { rightsOf } from './rights.ts';
import type { DocumentSource } from './source.ts';
import { type Words, wordsOf } from './words.ts';

/** An item of the ledger, in words. */
export type Item = {
  readonly key: string;
  readonly basis: LedgerEntry['basis'];
  readonly what: string;
  readonly purpose: string;
  readonly persons: string;
  /** The same, each group by itself. */
  readonly groups: readonly string[];
  readonly recipients: string;
  readonly places: string;
  readonly until: string;
  /** Kept in a browser. */
  readonly onDevice: boolean;
};

/** Under legal hold nothing that is on the server's disk has an end. */
const isHeld = ({ keptIn }: LedgerEntry, { retention }: DocumentSource['settings']): boolean =>
  retention.legalHold && keptIn.some((place) => place !== 'memory' && place !== 'browser');

const placeInWords = (place: Place, { within }: LedgerEntry, words: Words): string =>
  place === 'browser' && within ? `${words.places.browser} (${words.spots[within]})` : words.places[place];

const groupsOf = (subjects: LedgerEntry['subjects'], { groups }: Words): string[] =>
  subjects === 'both' ? [groups.participants, groups.hosts] : [groups[subjects]];

const itemOf = (key: string, entry: LedgerEntry, settings: DocumentSource['settings'], language: Language): Item => {
  const words = wordsOf[language];
  return {
    key,
    basis: entry.basis,
    what: entry.what[language],
    purpose: entry.purpose[language],
    persons: words.subjects[entry.subjects],
    groups: groupsOf(entry.subjects, words),
    recipients: entry.seenBy.map((viewer) => words.viewers[viewer]).join(words.and),
    places: entry.keptIn.map((place) => placeInWords(place, entry, words)).join(words.and),
    until: isHeld(entry, settings) ? words.held : untilInWords(entry.until, settings, words),
    onDevice: entry.keptIn.includes('browser'),
  };
};

/** The basis of the classes, with the text or the interest that it rests on. */
const basisOf = ({ legalBasis, legalText, interest }: DocumentSource['settings'], language: Language): string => {
  const mark = markOf(language);
  const name = wordsOf[language].bases[legalBasis];
  if (legalBasis === 'public-task') return `${name}, ${legalText ?? mark('legalText')}`;
  return legalBasis === 'legitimate-interest' ? `${name}, ${interest ?? mark('interest')}` : name;
};

/** What the texts say, in words of one language. */
export type Facts = ReturnType<typeof factsOf>;

export const factsOf = (
  { ledger, settings, signIns, standard, fingerprint, version, made, audit }: DocumentSource,
  language: Language,
) => {
  const words = wordsOf[language];
  const onDisk = (days: number) => (settings.retention.legalHold ? words.suspended(words.days(days)) : words.days(days));
  const mark = markOf(language);
  const lacking = missingSettings(settings);
  const parties = partiesOf(settings, language);
  const items = Object.entries(ledger).map(([key, entry]) => itemOf(key, entry, settings, language));
  return {
    language,
    words,
    profile: settings.profile,
    ...parties,
    dpo: parties.controller.officer,
    securityContact: settings.operator.securityContact ?? mark('operator.securityContact'),
    authority: settings.authority,
    ...transfersIn(settings, language),
    basis: basisOf(settings, language),
    /** A public authority cannot base its tasks on its interest (GDPR, article 6(1), last sentence). */
    interest: settings.legalBasis === 'legitimate-interest',
    consent: settings.legalBasis === 'consent',
    ...rightsOf(settings.legalBasis, words),
    items,
    /** How hosts sign in, and what the server is told of them that way. */
    signIn: signIns.map((one) => one[language].signIn).join(', '),
    told: signIns.flatMap((one) => one[language].tells ?? []),
    /** Whether browsers reach the pages by https. */
    secure: settings.http.publicOrigin?.startsWith('https:') === true || settings.http.tls !== undefined,
    capacity: settings.class.capacityMax,
    /** The page before a running class opens a connection. */
    earlyLine: settings.class.earlyLine,
    /** Hosts may make classes whose key the server keeps in clear. */
    allowUnencrypted: settings.class.allowUnencrypted,
    maxClass: words.hours(settings.class.maxHours),
    connectionLog: onDisk(settings.retention.connectionLogDays),
    auditLog: onDisk(settings.retention.auditLogDays),
    classLife: onDisk(settings.retention.classDays),
    hostSession: onDisk(settings.retention.hostSessionDays),
    /** Why nothing on disk is erased at present; null when everything is, in time. */
    legalHold: settings.retention.legalHold ? (settings.why['retention.legalHold'] ?? words.none) : null,
    /** The same as one sentence; null when everything is erased in time. */
    onHold: settings.retention.legalHold ? words.onHold(settings.why['retention.legalHold'] ?? words.none) : null,
    /** Whether a class may be without end-to-end encryption, and what that means, as a text. */
    encryption: settings.class.allowUnencrypted
      ? words.unencrypted(settings.why['class.allowUnencrypted'] ?? null)
      : words.encryptedOnly,
    ...loosenedIn(settings, standard, words),
    missing: lacking.map(({ setting, of }) => (of === undefined ? words.missing[setting] : `${words.missing[setting]} (${of})`)),
    /** Whose data, each group once. */
    groups: [...new Set(items.flatMap(({ groups }) => groups))],
    fingerprint,
    version,
    made,
    audit,
  };
};

/** What a setting is about, and its name in the configuration. */
const settingInWords = (setting: string, { settings }: Words): string => {
  const names: Readonly<Record<string, string>> = settings;
  return names[setting] === undefined ? setting : `${names[setting]} (${setting})`;
};

/** Where data goes outside of the European Economic Area; what to say where there is no such place, or nobody has said. */
const transfersIn = (settings: DocumentSource['settings'], language: Language) => {
  const words = wordsOf[language];
  const mark = markOf(language);
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const transfers = transfersOf(settings);
  const known = knowsTransfers(settings);
  const unsaid = missingSettings(settings).filter(({ setting }) => /country$|^subProcessors$/.test(setting));
  return {
    transfers: transfers.map(({ to, country, safeguard }) =>
      words.transfer(to, countries.of(country) ?? country, safeguard ?? ''),
    ),
    transferCountries: [...new Set(transfers.map(({ country }) => countries.of(country) ?? country))],
    noTransfer: known ? words.noTransfer : unsaid.map(({ setting }) => mark(setting)).join(words.and),
    /** Every place is said. */
    transfersKnown: known,
  };
};

/** Each setting that protects less: in parts, and with its reason as a sentence. */
const loosenedIn = (settings: DocumentSource['settings'], standard: object, words: Words) => {
  const loosenings = looseningsIn(settings, standard).map((one) => looseningInWords(one, words));
  const loosened = loosenings.map(({ setting, value, standard: usual, why }) => words.loosened(setting, value, usual, why));
  return { loosenings, loosened };
};

const looseningInWords = ({ setting, value, standard, why }: Loosening, words: Words) => ({
  setting: settingInWords(setting, words),
  value: valueInWords(setting, value, words),
  standard: valueInWords(setting, standard, words),
  why: why ?? words.none,
});
