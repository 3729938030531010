import type { Block, Page } from './page.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML shows it, in an element as in a quoted attribute. */
export const escapeHtml = (raw: string): string => raw.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');

const each = (items: readonly string[], tag: string): string =>
  items.map((item) => `<${tag}>${escapeHtml(item)}</${tag}>`).join('');

const block = (part: Block): string => {
  if ('text' in part) return `<p>${escapeHtml(part.text)}</p>`;
  if ('list' in part) return `<ul>${each(part.list, 'li')}</ul>`;
  const rows = part.table.rows.map((row) => `<tr>${each(row, 'td')}</tr>`).join('\n');
  return `<table><thead><tr>${part.table.head.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead>\n<tbody>${rows}</tbody></table>`;
};

/** Parts of a text as HTML. Everything is escaped. */
export const renderBlocks = (blocks: readonly Block[]): string => blocks.map(block).join('\n');

/** What a page loads, by path. A page that is served may have one script, which is ours. */
type Loaded = { readonly style: string; readonly script?: string };

/** A whole page, without any inline script or style. */
export const renderPage = ({ language, title, sections, links }: Page, { style, script }: Loaded): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">${script ? `\n<script type="module" src="${escapeHtml(script)}"></script>` : ''}
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${sections.map(({ heading, blocks }) => `<h2>${escapeHtml(heading)}</h2>\n${renderBlocks(blocks)}`).join('\n')}
</main>
<nav><ul>${links.map(({ label, href }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></li>`).join('')}</ul></nav>
</body>
</html>
`;

/** The style sheet of the pages, served at `/documents.css`. */
export const pageStyle = `:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; }
h2 { margin-top: 2rem; font-size: 1.25rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid GrayText; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }
`;
