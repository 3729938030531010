import { measures as en } from './en/measures.ts';
import type { Facts } from './facts/facts.ts';
import { measures as fr } from './fr/measures.ts';
import type { Block } from './render/page.ts';

/** What the measures are about, with the entry of the PIA tool's knowledge base that explains each. */
const slugs = {
  encryption: 'PIA_TEC_CHIF',
  partitioning: 'PIA_TEC_CLO',
  access: 'PIA_TEC_CTLA',
  logging: 'PIA_TEC_LOG',
  minimisation: 'PIA_TEC_MINI',
  erasure: null,
  network: 'PIA_SEC_NET',
  web: 'PIA_SEC_WEB',
  backup: 'PIA_SEC_BKP',
  contracts: 'PIA_SEC_CTR',
  incidents: 'PIA_ORG_VIOL',
} as const;

export type MeasureId = keyof typeof slugs;
export type MeasureText = { readonly id: MeasureId; readonly title: string; readonly blocks: readonly Block[] };
export type Measure = MeasureText & { readonly slug: string | null };

/** What protects people, by the running configuration. */
export const measuresOf = (facts: Facts): Measure[] =>
  ({ fr, en })[facts.language](facts).map((measure) => ({ ...measure, slug: slugs[measure.id] }));
