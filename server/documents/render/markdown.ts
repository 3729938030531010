import type { Block, Page } from './page.ts';

/** Text in which no sign of Markdown or HTML acts, on one line. */
const escapeMarkdown = (raw: string): string =>
  raw.replaceAll(/\s*[\r\n]+\s*/g, ' ').replaceAll(/[\\`*_[\]<>|#~!]/g, (sign) => `\\${sign}`);

const row = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;

const block = (part: Block): string => {
  if ('text' in part) return escapeMarkdown(part.text);
  if ('list' in part) return part.list.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
  const { head, rows } = part.table;
  return [row(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(row)].join('\n');
};

/** A page as Markdown. */
export const renderMarkdown = ({ title, sections }: Page): string =>
  [
    `# ${escapeMarkdown(title)}`,
    ...sections.flatMap(({ heading, blocks }) => [`## ${escapeMarkdown(heading)}`, ...blocks.map(block)]),
  ]
    .join('\n\n')
    .concat('\n');
