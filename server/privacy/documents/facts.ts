import type { LedgerEntry, Place } from '../ledger.ts';
import { type Loosening, looseningsIn } from '../loosening.ts';
import { missingSettings } from '../mandatory.ts';
import { transfersOf } from '../outside.ts';
import { untilInWords, valueInWords } from './lifetime.ts';
import type { Language } from './page.ts';
import { rightsOf } from './rights.ts';
import type { Source } from './source.ts';
import { type Words, wordsOf } from './words.ts';

/** Somebody named in the documents. What is not set reads "to complete". */
export type NamedParty = { readonly name: string; readonly address: string; readonly contact: string };

export type NamedSubProcessor = NamedParty & { readonly service: string; readonly country: string; readonly contract: string };

/** An item of the ledger, in words. */
export type Item = {
  readonly key: string;
  readonly basis: LedgerEntry['basis'];
  readonly what: string;
  readonly purpose: string;
  readonly persons: string;
  readonly recipients: string;
  readonly places: string;
  readonly until: string;
  /** Kept in a browser. */
  readonly onDevice: boolean;
};

/** Under legal hold nothing that is on the server's disk has an end. */
const isHeld = ({ keptIn }: LedgerEntry, { retention }: Source['settings']): boolean =>
  retention.legalHold && keptIn.some((place) => place !== 'memory' && place !== 'browser');

const placeInWords = (place: Place, { within }: LedgerEntry, words: Words): string =>
  place === 'browser' && within ? `${words.places.browser} (${words.spots[within]})` : words.places[place];

const itemOf = (key: string, entry: LedgerEntry, settings: Source['settings'], language: Language): Item => {
  const words = wordsOf[language];
  return {
    key,
    basis: entry.basis,
    what: entry.what[language],
    purpose: entry.purpose[language],
    persons: words.subjects[entry.subjects],
    recipients: entry.seenBy.map((viewer) => words.viewers[viewer]).join(', '),
    places: entry.keptIn.map((place) => placeInWords(place, entry, words)).join(', '),
    until: isHeld(entry, settings) ? words.held : untilInWords(entry.until, settings, words),
    onDevice: entry.keptIn.includes('browser'),
  };
};

/** What the texts say, in words of one language. */
export type Facts = ReturnType<typeof factsOf>;

export const factsOf = (
  { ledger, settings, signIns, standard, fingerprint, version, made, audit }: Source,
  language: Language,
) => {
  const words = wordsOf[language];
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const onDisk = (days: number) => (settings.retention.legalHold ? words.suspended(words.days(days)) : words.days(days));
  const missing = (what: keyof Words['missing']) => words.toComplete(words.missing[what]);
  const party = (of: 'controller' | 'operator' | 'hosting'): NamedParty => ({
    name: settings[of].name ?? missing(`${of}.name`),
    address: settings[of].address ?? missing(`${of}.address`),
    contact: settings[of].contact ?? missing(`${of}.contact`),
  });
  const items = Object.entries(ledger).map(([key, entry]) => itemOf(key, entry, settings, language));
  const hosting: NamedSubProcessor = {
    ...party('hosting'),
    service: words.hosting,
    country: settings.hosting.country
      ? (countries.of(settings.hosting.country) ?? settings.hosting.country)
      : missing('hosting.country'),
    contract: settings.hosting.contract ?? missing('contract'),
  };
  const subProcessors = settings.subProcessors.map((one): NamedSubProcessor => ({
    name: one.name,
    service: one.service,
    address: one.address ?? missing('address'),
    contact: one.contact ?? missing('contact'),
    country: countries.of(one.country) ?? one.country,
    contract: one.contract ?? missing('contract'),
  }));
  return {
    language,
    words,
    profile: settings.profile,
    controller: party('controller'),
    operator: party('operator'),
    /** The name is optional: a function's address is enough. */
    dpo: [settings.dpo.name, settings.dpo.contact ?? missing('dpo.contact')].filter((part) => part !== undefined).join(', '),
    securityContact: settings.operator.securityContact ?? missing('securityContact'),
    authority: settings.authority,
    hosting,
    /** The hosting company first, when it is not the operator itself. */
    subProcessors:
      settings.hosting.name !== undefined && settings.hosting.name === settings.operator.name
        ? subProcessors
        : [hosting, ...subProcessors],
    transfers: transfersOf(settings).map(({ to, country, safeguard }) =>
      words.transfer(to, countries.of(country) ?? country, safeguard ?? missing('safeguard')),
    ),
    /** What to say when there is no transfer: without a country, nobody knows. */
    noTransfer: settings.hosting.country ? words.noTransfer : missing('hosting.country'),
    basis: words.bases[settings.legalBasis],
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
    maxClass: words.hours(settings.class.maxHours),
    connectionLog: onDisk(settings.retention.connectionLogDays),
    auditLog: onDisk(settings.retention.auditLogDays),
    classLife: onDisk(settings.retention.classDays),
    hostSession: onDisk(settings.retention.hostSessionDays),
    /** Why nothing on disk is erased at present; null when everything is, in time. */
    legalHold: settings.retention.legalHold ? (settings.why['retention.legalHold'] ?? words.none) : null,
    loosenings: looseningsIn(settings, standard).map((one) => looseningInWords(one, words)),
    missing: missingSettings(settings).map((path) => words.missing[path]),
    fingerprint,
    version,
    made,
    audit,
  };
};

const looseningInWords = ({ setting, value, standard, why }: Loosening, words: Words) => ({
  setting,
  value: valueInWords(setting, value, words),
  standard: valueInWords(setting, standard, words),
  why: why ?? words.none,
});
