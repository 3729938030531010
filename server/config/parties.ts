import { z } from 'zod';
import { isOutsideArea } from '../privacy/outside.ts';
import type { MandatorySetting } from './mandatory.ts';

/** One line of text for a document. */
const line = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^\P{Cc}*$/u, 'must be one line of text');
const optional = line.optional();
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const country = z.string().refine((code) => /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined, {
  message: 'must be a country code of two capital letters, such as FR',
  abort: true,
});

const subProcessor = z.strictObject({
  name: line,
  address: optional,
  contact: optional,
  /** What it does, for instance "hébergement de la machine". */
  service: line,
  country,
  /** Reference of the contract with it (GDPR, article 28). */
  contract: optional,
  /** Outside the European Economic Area: what protects the transfer (GDPR, chapter V). */
  safeguard: optional,
});

/** Who is responsible for what. Printed in every document. */
export const parties = {
  /** Who decides that classes are held here: as a rule the school, by its head. */
  controller: z.strictObject({ name: optional, address: optional, contact: optional }).prefault({}),
  /** The data protection officer of the controller. */
  dpo: z.strictObject({ name: optional, contact: optional }).prefault({}),
  /** Where the machine is, and at whose place. */
  hosting: z
    .strictObject({
      name: optional,
      address: optional,
      contact: optional,
      country: country.optional(),
      contract: optional,
      safeguard: optional,
    })
    .prefault({}),
  /** Others that the operator relies on. */
  subProcessors: z.array(subProcessor).max(100).default([]),
  /** On what the controller bases its classes (GDPR, article 6). */
  legalBasis: z.enum(['public-task', 'contract', 'legitimate-interest', 'consent']).default('public-task'),
  /** The data protection authority that people may complain to. */
  authority: z
    .strictObject({ name: line.default('CNIL'), contact: line.default('https://www.cnil.fr/fr/plaintes') })
    .prefault({}),
  /** A file with the result of an accessibility audit; without, the statement says "not compliant". */
  accessibility: z.strictObject({ auditFile: z.string().min(1).optional() }).prefault({}),
  /** For each setting that protects less than its standard: the reason. */
  why: z.record(z.string(), line.min(10)).default({}),
};

/** What a missing mandatory setting asks for, in words. */
export const askedFor: Readonly<Record<MandatorySetting, string>> = {
  'controller.name': 'is missing: name the school or institution that decides to hold classes here',
  'controller.contact': 'is missing: say how people reach that school or institution, for instance an e-mail address',
  'operator.name': 'is missing: name who runs this server',
  'operator.contact': 'is missing: say how a school reaches who runs this server',
  'dpo.contact': 'is missing: say how people reach the data protection officer',
  'hosting.name': 'is missing: name who houses the machine; if that is the operator, repeat its name',
  'hosting.country': 'is missing: say in which country the machine is, as two letters such as FR',
};

/** What is wrong between the settings of this file: the path and what to say of it. */
export const faultsOfTransfers = (settings: {
  readonly hosting: { readonly country?: string | undefined; readonly safeguard?: string | undefined };
  readonly subProcessors: readonly { readonly country: string; readonly safeguard?: string | undefined }[];
}): [path: string, message: string][] => {
  const placed: [string, { country?: string | undefined; safeguard?: string | undefined }][] = [
    ['hosting', settings.hosting],
    ...settings.subProcessors.map((one, index): [string, typeof one] => [`subProcessors.${index}`, one]),
  ];
  return placed
    .filter(([, { country: where, safeguard }]) => where !== undefined && isOutsideArea(where) && safeguard === undefined)
    .map(([path, { country: where }]) => [
      `${path}.safeguard`,
      `is missing: ${where} is outside the European Economic Area, so say what protects data sent there`,
    ]);
};
