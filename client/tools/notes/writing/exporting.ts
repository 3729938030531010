import { DOMSerializer, type Mark, type Node } from 'prosemirror-model';
import { schema } from './schema.ts';

/** What would be taken for a sign of Markdown is written as it stands. */
const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/g, '$1\\$2');

const marked = (text: string, marks: readonly Mark[]): string => {
  const names = marks.map(({ type }) => type.name);
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return text;
  let said = names.includes('code') ? `\`${inner.replaceAll('`', 'ˋ')}\`` : escaped(inner);
  if (names.includes('em')) said = `*${said}*`;
  if (names.includes('strong')) said = `**${said}**`;
  const link: unknown = marks.find(({ type }) => type.name === 'link')?.attrs['href'];
  return before + (typeof link === 'string' ? `[${said}](${link})` : said) + after;
};

const inline = (node: Node): string => {
  const parts: string[] = [];
  node.forEach((child) => void parts.push(child.isText ? marked(child.text ?? '', child.marks) : '\\\n'));
  return parts.join('');
};

const indented = (text: string, first: string): string =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line && ' '.repeat(first.length) + line))
    .join('\n');

const children = (node: Node): readonly Node[] => Array.from({ length: node.childCount }, (_, index) => node.child(index));

const block = (node: Node): string => {
  switch (node.type.name) {
    case 'heading':
      return `${'#'.repeat(Number(node.attrs['level']))} ${inline(node)}`;
    case 'code_block':
      return `\`\`\`\n${node.textContent}\n\`\`\``;
    case 'blockquote':
      return blocks(node).replace(/^/gm, '> ');
    case 'bullet_list':
      return children(node)
        .map((item) => indented(blocks(item), '- '))
        .join('\n');
    case 'ordered_list':
      return children(node)
        .map((item, index) => indented(blocks(item), `${index + 1}. `))
        .join('\n');
    default:
      return inline(node);
  }
};

const blocks = (node: Node): string => children(node).map(block).join('\n\n');

export const toMarkdown = (text: Node): string => `${blocks(text).trimEnd()}\n`;

/** On a page of its own, the headings stand below one title. */
const onItsOwn = new DOMSerializer(
  { ...DOMSerializer.nodesFromSchema(schema), heading: ({ attrs }) => [`h${Number(attrs['level']) + 1}`, 0] },
  DOMSerializer.marksFromSchema(schema),
);
const toElements = (text: Node, title: string): DocumentFragment => {
  const all = document.createDocumentFragment();
  const heading = document.createElement('h1');
  heading.textContent = title;
  all.append(heading, onItsOwn.serializeFragment(text.content));
  return all;
};

/** A page of its own, which runs and asks for nothing. */
export const toHtml = (text: Node, title: string, language: string): string => {
  const made = document.implementation.createHTMLDocument(title);
  made.documentElement.lang = language;
  const charset = made.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  made.head.prepend(charset);
  made.body.append(made.importNode(toElements(text, title), true));
  return `<!doctype html>\n${made.documentElement.outerHTML}\n`;
};

/** Prints the text and nothing of the class around it. */
export const printText = (text: Node, title: string): void => {
  const sheet = document.createElement('div');
  sheet.className = 'notes-print';
  sheet.append(toElements(text, title));
  document.body.append(sheet);
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
};
