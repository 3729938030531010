import { isSelfOperated, isSameParty } from '../privacy/outside.ts';

/** What a missing setting asks for, in words. Those that some settings alone call for are among them. */
export const askedFor = {
  'controller.name': 'is missing: name the school or institution that decides to hold classes here',
  'controller.address': 'is missing: give the postal address of that school or institution',
  'controller.contact': 'is missing: say how people reach that school or institution, for instance an e-mail address',
  'dpo.contact': 'is missing: say how people reach the data protection officer',
  'operator.name': 'is missing: name who runs this server; if the school does, repeat its name',
  'operator.address': 'is missing: give the postal address of who runs this server',
  'operator.contact': 'is missing: say how a school reaches who runs this server',
  'operator.securityContact': 'is missing: say where security problems are reported, as mailto:... or https://...',
  'operator.country': 'is missing: say in which country who runs this server is established, as two letters such as FR',
  'operator.contract':
    'is missing: give the reference of the contract between the school and who runs this server (GDPR, article 28)',
  'operator.dpo.contact':
    'is missing: say how the data protection officer of who runs this server is reached; if it needs none, write so',
  'hosting.name': 'is missing: name who houses the machine; if that is the operator, repeat its name',
  'hosting.address': 'is missing: give the postal address of who houses the machine',
  'hosting.contact': 'is missing: say how who houses the machine is reached',
  'hosting.country': 'is missing: say in which country the machine is, as two letters such as FR',
  'hosting.contract': 'is missing: give the reference of the contract with who houses the machine (GDPR, article 28)',
  subProcessors:
    'is missing: list the others that could reach data; if there is nobody, write [] so that the documents may say it',
  'subProcessor.address': 'is missing: give its postal address',
  'subProcessor.contact': 'is missing: say how it is reached',
  'subProcessor.contract': 'is missing: give the reference of the contract with it (GDPR, article 28)',
  legalText: 'is missing: name the legal text that gives the school its public task (GDPR, article 6(3))',
  interest: 'is missing: say which legitimate interest the classes serve (GDPR, article 13(1)(d))',
} as const;

export type MandatorySetting = keyof typeof askedFor;

/** A setting that the documents need and that has no value. `of`: the sub-processor that it is about. */
export type Missing = { readonly path: string; readonly setting: MandatorySetting; readonly of?: string };

type Named = { readonly name?: string | undefined };
type Relied = {
  readonly name: string;
  readonly address?: string | undefined;
  readonly contact?: string | undefined;
  readonly contract?: string | undefined;
};
type Asked = {
  readonly controller: Named;
  readonly operator: Named;
  readonly hosting: Named;
  readonly subProcessors?: readonly Relied[] | undefined;
  readonly otherControllers: readonly Named[];
  readonly legalBasis: string;
};

/** The value at a path such as `retention.classDays`; undefined where there is none. */
export const valueAt = (settings: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings);

/** True for what these settings do not call for: a school has no contract with itself. */
const isNeedless = (setting: MandatorySetting, settings: Asked): boolean => {
  const { controller, operator, hosting, legalBasis } = settings;
  if (setting === 'legalText') return legalBasis !== 'public-task';
  if (setting === 'interest') return legalBasis !== 'legitimate-interest';
  if (setting.startsWith('subProcessor.')) return true;
  if (['hosting.address', 'hosting.contact', 'hosting.contract'].includes(setting))
    return isSameParty(hosting.name, operator.name) || isSameParty(hosting.name, controller.name);
  if (setting === 'operator.contract') return isSameParty(controller.name, operator.name);
  return setting.startsWith('operator.') && !/name|securityContact/.test(setting) && isSelfOperated(settings);
};

const relied = ['address', 'contact', 'contract'] as const;

/** The mandatory settings that have no value, in their order. The `saas` profile does not start while there is one. */
export const missingSettings = (settings: Asked): Missing[] => [
  ...(Object.keys(askedFor) as MandatorySetting[])
    .filter((setting) => !isNeedless(setting, settings) && valueAt(settings, setting) === undefined)
    .map((setting) => ({ path: setting, setting })),
  ...(settings.subProcessors ?? []).flatMap((one, index) =>
    relied
      .filter((what) => one[what] === undefined)
      .map((what) => ({ path: `subProcessors.${index}.${what}`, setting: `subProcessor.${what}` as const, of: one.name })),
  ),
];
