import type { Draft } from './desk.ts';
import { type PollKind, most } from './poll.ts';

/** A question as somebody writes it. `choices`: one on each line, a star before a right one. */
export type Writing = {
  readonly kind: PollKind;
  readonly text: string;
  readonly choices: string;
  readonly anonymous: boolean;
  /** The highest number of a scale. */
  readonly top: number;
};
export type Prepared = Writing & { readonly key: string };

export const emptyWriting: Writing = { kind: 'single', text: '', choices: '', anonymous: false, top: 5 };

/** Why something cannot be asked. */
export type Fault = 'text' | 'few' | 'many' | 'long' | 'twice' | 'rights';

const linesOf = (choices: string): readonly string[] =>
  choices
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.replace(/^\*\s*/, '') !== '');

/** What can be asked of it, or why not. */
export const draftOf = ({ kind, text, choices, anonymous, top }: Writing): Draft | Fault => {
  const asked = text.trim();
  if (asked === '') return 'text';
  if (asked.length > most.text) return 'long';
  const base = { kind, text: asked, anonymous: anonymous && kind !== 'open' };
  if (kind === 'open') return { ...base, choices: [], right: null };
  if (kind === 'scale') return { ...base, choices: Array.from({ length: top }, (_, index) => String(index + 1)), right: null };
  const lines = linesOf(choices);
  const bare = lines.map((line) => line.replace(/^\*\s*/, ''));
  const marks = lines.map((line) => (line.startsWith('*') ? '1' : '0')).join('');
  if (bare.length < 2) return 'few';
  if (bare.length > most.choices) return 'many';
  if (bare.some((line) => line.length > most.choice)) return 'long';
  if (new Set(bare).size < bare.length) return 'twice';
  const rights = marks.replaceAll('0', '').length;
  if (kind === 'single' && rights > 1) return 'rights';
  return { ...base, choices: bare, right: rights > 0 ? marks : null };
};

const kindWords: Readonly<Record<string, Partial<Writing>>> = {
  plusieurs: { kind: 'multiple' },
  multiple: { kind: 'multiple' },
  échelle: { kind: 'scale' },
  scale: { kind: 'scale' },
  anonyme: { anonymous: true },
  anonymous: { anonymous: true },
};

/**
 * Questions that were written elsewhere: a blank line between two, a dash before each choice, a star before a right one, and on a line
 * with a hash what else there is to say (`#anonyme`, `#plusieurs`, `#échelle 10`; in English as well).
 */
export const preparedIn = (pasted: string): readonly Writing[] =>
  pasted
    .replaceAll('\r', '')
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      const text = lines.filter((line) => line !== '' && !/^[-*#]/.test(line)).join('\n');
      const choices = lines.filter((line) => /^[-*]/.test(line)).map((line) => line.replace(/^-\s*/, ''));
      if (text === '') return [];
      const rights = choices.filter((line) => line.startsWith('*')).length;
      const kind: PollKind = choices.length === 0 ? 'open' : rights > 1 ? 'multiple' : 'single';
      const said = lines.filter((line) => line.startsWith('#')).flatMap((line) => line.toLowerCase().match(/[\p{L}\d]+/gu) ?? []);
      const top = Number(said.find((word) => /^\d+$/.test(word)) ?? emptyWriting.top);
      const options = Object.assign({}, ...said.map((word) => kindWords[word] ?? {})) as Partial<Writing>;
      const bounded = Math.min(most.choices, Math.max(2, top));
      return [{ ...emptyWriting, kind, text, choices: choices.join('\n'), top: bounded, ...options }];
    });

/** The same, to be kept on a device. */
export const writtenAs = (all: readonly Writing[]): string =>
  all
    .map(({ kind, text, choices, anonymous, top }) => {
      const tags = [
        ...(kind === 'multiple' ? ['#plusieurs'] : []),
        ...(kind === 'scale' ? [`#échelle ${top}`] : []),
        ...(anonymous ? ['#anonyme'] : []),
      ];
      const lines =
        kind === 'single' || kind === 'multiple'
          ? linesOf(choices).map((line) => (line.startsWith('*') ? line : `- ${line}`))
          : [];
      return [text.trim().replace(/\n\s*\n/g, '\n'), ...lines, ...(tags.length > 0 ? [tags.join(' ')] : [])].join('\n');
    })
    .join('\n\n');
