import { z } from 'zod';
import { reportTo } from './addresses.ts';
import { isOutsideArea } from '../privacy/outside.ts';

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

const officer = z.strictObject({ name: optional, contact: optional }).prefault({});

/** Who is responsible for what. Printed in every document. */
export const parties = {
  /** Who decides that classes are held here: as a rule the school, by its head. */
  controller: z.strictObject({ name: optional, address: optional, contact: optional }).prefault({}),
  /** The data protection officer of the controller. */
  dpo: officer,
  /** Who runs this server. With the name of the controller: the school runs it itself, and nobody processes on its behalf. */
  operator: z
    .strictObject({
      name: optional,
      address: optional,
      contact: optional,
      /** Where security problems are reported: `mailto:...` or `https://...`. Published as security.txt. */
      securityContact: reportTo.optional(),
      /** Where the operator is established. */
      country: country.optional(),
      /** Reference of the contract between controller and operator (GDPR, article 28). */
      contract: optional,
      /** Outside the European Economic Area: what protects the transfer (GDPR, chapter V). */
      safeguard: optional,
      /** The data protection officer of the operator. */
      dpo: officer,
    })
    .prefault({}),
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
  /** Others that the operator relies on. An empty list says that there is nobody; without it, nobody knows. */
  subProcessors: z.array(subProcessor).max(100).optional(),
  /** Other schools that hold classes on this server, each the controller of its own. */
  otherControllers: z
    .array(
      z.strictObject({
        name: line,
        address: line,
        contact: line,
        dpo: z.strictObject({ name: optional, contact: line }),
        contract: line,
      }),
    )
    .max(1_000)
    .default([]),
  /** On what the controller bases its classes (GDPR, article 6). */
  legalBasis: z.enum(['public-task', 'contract', 'legitimate-interest', 'consent']).default('public-task'),
  /** With `public-task`: the legal text that gives the task (GDPR, article 6(3)). */
  legalText: optional,
  /** With `legitimate-interest`: which interest (GDPR, article 13(1)(d)). */
  interest: optional,
  /** The data protection authority that people may complain to. */
  authority: z
    .strictObject({ name: line.default('CNIL'), contact: line.default('https://www.cnil.fr/fr/plaintes') })
    .prefault({}),
  /** A file with the result of an accessibility audit; without, the statement says "not compliant". */
  accessibility: z.strictObject({ auditFile: z.string().min(1).optional() }).prefault({}),
  /** For each setting that protects less than its standard: the reason. */
  why: z.record(z.string(), line.min(10)).default({}),
};

type Placed = { readonly country?: string | undefined; readonly safeguard?: string | undefined };

/** What is wrong between the settings of this file: the path and what to say of it. */
export const faultsOfTransfers = (settings: {
  readonly operator: Placed;
  readonly hosting: Placed;
  readonly subProcessors?: readonly Placed[] | undefined;
}): [path: string, message: string][] => {
  const placed: [string, Placed][] = [
    ['operator', settings.operator],
    ['hosting', settings.hosting],
    ...(settings.subProcessors ?? []).map((one, index): [string, Placed] => [`subProcessors.${index}`, one]),
  ];
  return placed
    .filter(([, { country: where, safeguard }]) => where !== undefined && isOutsideArea(where) && safeguard === undefined)
    .map(([path, { country: where }]) => [
      `${path}.safeguard`,
      `is missing: ${where} is outside the European Economic Area, so say what protects data sent there`,
    ]);
};
