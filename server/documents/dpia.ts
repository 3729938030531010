import { dpia as en } from './en/dpia.ts';
import { type Facts, factsOf } from './facts/facts.ts';
import { dpia as fr } from './fr/dpia.ts';
import { escapeHtml, renderBlocks } from './render/html.ts';
import { type MeasureId, measuresOf } from './measures.ts';
import type { Block, Language } from './render/page.ts';
import type { DocumentSource } from './facts/source.ts';

type TextQuestion = 111 | 112 | 113 | 121 | 122 | 123 | 211 | 212 | 213 | 214 | 215 | 221 | 222 | 223 | 224 | 225 | 226 | 227;
/** Illegitimate access, unwanted change, disappearance: the questions are the risk's number followed by 1 to 6. */
type Risk = 32 | 33 | 34;
type RiskText = {
  readonly impacts: readonly string[];
  readonly threats: readonly string[];
  readonly sources: readonly string[];
  readonly severity: string;
  readonly likelihood: string;
};
export type DpiaText = {
  readonly name: string;
  readonly category: string;
  /** For a name that a person has to fill in. */
  readonly toName: string;
  readonly texts: Readonly<Record<TextQuestion, readonly Block[]>>;
  readonly risks: Readonly<Record<Risk, RiskText>>;
};

const measuresAgainst: Readonly<Record<Risk, readonly MeasureId[]>> = {
  32: ['encryption', 'partitioning', 'access', 'minimisation', 'erasure', 'network', 'web', 'contracts', 'incidents'],
  33: ['encryption', 'access', 'logging', 'network', 'web'],
  34: ['backup', 'partitioning', 'minimisation'],
};

/** Proposals: 1 negligible, 2 limited, 3 important, 4 maximal. */
const gaugesOf = (facts: Facts): Readonly<Record<Risk, { readonly severity: number; readonly likelihood: number }>> => ({
  32: {
    severity: 3,
    likelihood: Math.min(4, (facts.secure && facts.transfers.length === 0 ? 2 : 3) + (facts.allowUnencrypted ? 1 : 0)),
  },
  33: { severity: 2, likelihood: 1 },
  34: { severity: 1, likelihood: 2 },
});

type Data = { readonly text: string | null; readonly gauge: number | null; readonly list: readonly string[] };

const answersOf = (facts: Facts, { texts, risks }: DpiaText): [number, Data][] => {
  const measures = measuresOf(facts);
  const gauges = gaugesOf(facts);
  const listed = (items: readonly string[]): Data => ({ text: null, gauge: null, list: items.map(escapeHtml) });
  const gauged = (sentence: string, gauge: number): Data => ({ text: renderBlocks([{ text: sentence }]), gauge, list: [] });
  const ofTexts = Object.entries(texts).map(([question, blocks]): [number, Data] => [
    Number(question),
    { text: renderBlocks(blocks), gauge: null, list: [] },
  ]);
  const ofRisks = ([32, 33, 34] as const).flatMap((risk): [number, Data][] => {
    const { impacts, threats, sources, severity, likelihood } = risks[risk];
    const against = measures.filter(({ id }) => measuresAgainst[risk].includes(id)).map(({ title }) => title);
    const data = [
      listed(impacts),
      listed(threats),
      listed(sources),
      { text: null, gauge: null, list: against },
      gauged(severity, gauges[risk].severity),
      gauged(likelihood, gauges[risk].likelihood),
    ];
    return data.map((answer, index) => [risk * 10 + index + 1, answer]);
  });
  return [...ofTexts, ...ofRisks];
};

/** A field that the tool shows as plain text: no sign in it can open a tag. */
const plain = (raw: string): string => raw.replaceAll('<', '‹').replaceAll('>', '›');

/**
 * The impact assessment as the file that CNIL's PIA tool imports (LINCnil/pia, `PiaService.importData`): all 36 questions
 * filled from facts, gauges as proposals. What people have to decide stays empty: evaluations, the officer's opinion.
 */
export const dpiaFile = (source: DocumentSource, language: Language) => {
  const facts = factsOf(source, language);
  const texts = { fr, en }[language](facts);
  const created_at = facts.made;
  return {
    pia: {
      name: plain(`${texts.name} - ${facts.controller.name}`),
      category: texts.category,
      author_name: texts.toName,
      evaluator_name: texts.toName,
      validator_name: texts.toName,
      status: 0,
      dpo_status: null,
      dpo_opinion: null,
      dpos_names: null,
      people_names: null,
      concerned_people_opinion: null,
      concerned_people_status: null,
      concerned_people_searched_opinion: null,
      concerned_people_searched_content: null,
      rejection_reason: '',
      applied_adjustments: '',
      created_at,
      updated_at: created_at,
    },
    answers: answersOf(facts, texts).map(([reference_to, data]) => ({ pia_id: 1, reference_to, data, created_at })),
    measures: measuresOf(facts).map(({ title, slug, blocks }, index) => ({
      id: index + 1,
      pia_id: 1,
      title,
      content: renderBlocks(blocks),
      placeholder: slug === null ? 'measures.default_placeholder' : `knowledge_base.slugs.${slug}.placeholder`,
      created_at,
    })),
    evaluations: [],
    comments: [],
  };
};
