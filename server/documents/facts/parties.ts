import type { MandatorySetting } from '../../config/mandatory.ts';
import { isOutsideArea, isSameParty, isSelfOperated } from '../../privacy/outside.ts';
import type { Language } from '../render/page.ts';
import type { DocumentSettings } from './source.ts';
import { wordsOf } from './words.ts';

/** Somebody named in the documents. What is not set reads "to complete". */
export type NamedParty = { readonly name: string; readonly address: string; readonly contact: string };

/** Who decides, with the officer and the contract with who runs the server. */
export type NamedController = NamedParty & { readonly officer: string; readonly contract: string };

/** Who processes data for somebody else. */
export type NamedProcessor = NamedParty & {
  readonly service: string;
  readonly country: string;
  readonly contract: string;
  /** What protects data that go to its country. */
  readonly safeguard: string;
};

type Placed = { readonly country?: string | undefined; readonly safeguard?: string | undefined };

/** What stands where a setting has no value. `of`: whom it is about. */
export const markOf = (language: Language) => {
  const words = wordsOf[language];
  return (what: MandatorySetting, of?: string): string =>
    words.toComplete(of === undefined ? words.missing[what] : `${words.missing[what]} (${of})`);
};

/** The name is optional: a function's address is enough. */
const officerOf = (dpo: { readonly name?: string | undefined; readonly contact?: string | undefined }, mark: string): string =>
  [dpo.name, dpo.contact ?? mark].filter((part) => part !== undefined).join(', ');

/** Who is responsible, who runs the server, and whom they rely on. */
export const partiesOf = (settings: DocumentSettings, language: Language) => {
  const words = wordsOf[language];
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const missing = markOf(language);
  const selfOperated = isSelfOperated(settings);
  const ownHouse =
    isSameParty(settings.hosting.name, settings.operator.name) ||
    (selfOperated && isSameParty(settings.hosting.name, settings.controller.name));
  const where = (country: string | undefined, mark: string) => (country ? (countries.of(country) ?? country) : mark);
  const guarded = ({ country, safeguard }: Placed, mark: string) =>
    country === undefined ? mark : isOutsideArea(country) ? (safeguard ?? mark) : words.noSafeguard;
  const of = (which: 'controller' | 'operator' | 'hosting', instead?: NamedParty): NamedParty => ({
    name: settings[which].name ?? missing(`${which}.name`),
    address: settings[which].address ?? instead?.address ?? missing(`${which}.address`),
    contact: settings[which].contact ?? instead?.contact ?? missing(`${which}.contact`),
  });
  const placed = (which: 'operator' | 'hosting', service: string, instead?: NamedParty): NamedProcessor => ({
    ...of(which, instead),
    service,
    country: where(settings[which].country, missing(`${which}.country`)),
    contract: settings[which].contract ?? missing(`${which}.contract`),
    safeguard: guarded(settings[which], missing(`${which}.country`)),
  });
  const controller: NamedController = {
    ...of('controller'),
    officer: officerOf(settings.dpo, missing('dpo.contact')),
    contract: settings.operator.contract ?? missing('operator.contract'),
  };
  const operator = placed('operator', words.operating, selfOperated ? controller : undefined);
  const hosting = placed('hosting', words.hosting, ownHouse ? operator : undefined);
  const listed = (settings.subProcessors ?? []).map((one): NamedProcessor => ({
    name: one.name,
    service: one.service,
    address: one.address ?? missing('subProcessor.address', one.name),
    contact: one.contact ?? missing('subProcessor.contact', one.name),
    country: where(one.country, ''),
    contract: one.contract ?? missing('subProcessor.contract', one.name),
    safeguard: guarded(one, ''),
  }));
  /** The hosting company first, when it is not the operator itself. */
  const subProcessors = ownHouse ? listed : [hosting, ...listed];
  const others = settings.otherControllers.map(({ dpo, ...one }): NamedController => ({ ...one, officer: officerOf(dpo, '') }));
  return {
    controller,
    /** Every school that decides to hold classes here. */
    controllers: [controller, ...others],
    operator,
    /** The officer of who runs the server. */
    operatorOfficer: officerOf(settings.operator.dpo, missing('operator.dpo.contact')),
    /** Who decides runs the server too: then there is no processor by that. */
    selfOperated,
    hosting,
    /** The machine is at the place of who runs the server. */
    ownHouse,
    /** Whom the operator relies on. */
    subProcessors,
    /** All who process data for the controller. */
    processors: selfOperated ? subProcessors : [operator, ...subProcessors],
    /** What stands for further processors of which nobody has said whether they exist; null when it was said. */
    unsaidProcessors: settings.subProcessors === undefined ? missing('subProcessors') : null,
    /** Those for whom the operator works under a contract. */
    clients: [controller, ...others].filter(({ name }) => !isSameParty(name, settings.operator.name)),
  };
};
