/** Settings without which the documents are not complete. The `saas` profile does not start without them. */
export const mandatorySettings = [
  'controller.name',
  'controller.contact',
  'operator.name',
  'operator.contact',
  'dpo.contact',
  'hosting.name',
  'hosting.country',
] as const;
export type MandatorySetting = (typeof mandatorySettings)[number];

/** The value at a path such as `retention.classDays`; undefined where there is none. */
export const valueAt = (settings: object, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings);

/** The mandatory settings that have no value, in their order. */
export const missingSettings = (settings: object): MandatorySetting[] =>
  mandatorySettings.filter((path) => valueAt(settings, path) === undefined);
