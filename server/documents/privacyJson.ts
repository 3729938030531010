import type { LedgerEntry } from '../privacy/ledger.ts';
import { looseningsIn } from '../config/loosening.ts';
import { missingSettings } from '../config/mandatory.ts';
import { isSelfOperated, knowsTransfers, transfersOf } from '../privacy/outside.ts';
import { secondsOf } from './facts/lifetime.ts';
import type { DocumentSource } from './facts/source.ts';

/** When an item is erased: an event, or a number of seconds, with the setting that says so. */
const untilOf = (until: LedgerEntry['until'], settings: object) =>
  'setting' in until ? { setting: until.setting, seconds: secondsOf(settings, until.setting) } : until;

/** The notice for machines, served at `/.well-known/privacy.json`. Null where the configuration says nothing. */
export const privacyJson = ({ ledger, settings, destinations, standard, fingerprint, version }: DocumentSource) => {
  const { profile, controller, operator, dpo, hosting, subProcessors, authority, legalBasis } = settings;
  const party = (of: { name?: string | undefined; address?: string | undefined; contact?: string | undefined }) => ({
    name: of.name ?? null,
    address: of.address ?? null,
    contact: of.contact ?? null,
  });
  const officer = (of: { name?: string | undefined; contact?: string | undefined }) => ({
    name: of.name ?? null,
    contact: of.contact ?? null,
  });
  return {
    format: 1,
    software: { name: 'Ardoise', version },
    configuration: { profile, sha256: fingerprint, toComplete: missingSettings(settings).map(({ path }) => path) },
    controller: party(controller),
    otherControllers: settings.otherControllers.map((one) => ({ ...party(one), dataProtectionOfficer: officer(one.dpo) })),
    operator: {
      ...party(operator),
      country: operator.country ?? null,
      securityContact: operator.securityContact ?? null,
      dataProtectionOfficer: officer(operator.dpo),
      /** True: the controller itself runs the server, and is nobody's processor. */
      isController: isSelfOperated(settings),
    },
    dataProtectionOfficer: officer(dpo),
    hosting: { ...party(hosting), country: hosting.country ?? null },
    /** Null: nobody has said whether there are any. */
    subProcessors: subProcessors?.map((one) => ({ ...party(one), service: one.service, country: one.country })) ?? null,
    supervisoryAuthority: authority,
    legalBasis: {
      class: legalBasis,
      text: settings.legalText ?? null,
      interest: settings.interest ?? null,
      security: 'legal-obligation',
    },
    recording: false,
    /** True: nothing on disk is erased at present. */
    legalHold: settings.retention.legalHold,
    /** True: hosts may make classes whose key the server keeps in clear. */
    unencryptedClasses: settings.class.allowUnencrypted,
    automatedDecisions: false,
    sendsTo: destinations,
    /** False: a place is not said, so an empty list says nothing. */
    transfersKnown: knowsTransfers(settings),
    transfers: transfersOf(settings).map(({ to, country, safeguard }) => ({ to, country, safeguard: safeguard ?? null })),
    looserThanStandard: looseningsIn(settings, standard),
    data: Object.entries(ledger).map(([key, entry]) => ({ key, ...entry, until: untilOf(entry.until, settings) })),
    documents: { notice: '/notice', forChildren: '/notice/enfants', accessibility: '/accessibilite' },
  };
};
