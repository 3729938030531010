import type { Language } from '../render/page.ts';
import type { DocumentSettings } from './source.ts';
import { type Words, wordsOf } from './words.ts';

/** Somebody named in the documents. What is not set reads "to complete". */
export type NamedParty = { readonly name: string; readonly address: string; readonly contact: string };

export type NamedSubProcessor = NamedParty & { readonly service: string; readonly country: string; readonly contract: string };

/** Who is responsible, who runs the server, and whom they rely on. */
export const partiesOf = (settings: DocumentSettings, language: Language) => {
  const words = wordsOf[language];
  const countries = new Intl.DisplayNames(language, { type: 'region' });
  const missing = (what: keyof Words['missing']) => words.toComplete(words.missing[what]);
  const party = (of: 'controller' | 'operator' | 'hosting'): NamedParty => ({
    name: settings[of].name ?? missing(`${of}.name`),
    address: settings[of].address ?? missing(`${of}.address`),
    contact: settings[of].contact ?? missing(`${of}.contact`),
  });
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
    controller: party('controller'),
    operator: party('operator'),
    hosting,
    /** The hosting company first, when it is not the operator itself. */
    subProcessors:
      settings.hosting.name !== undefined && settings.hosting.name === settings.operator.name
        ? subProcessors
        : [hosting, ...subProcessors],
  };
};
