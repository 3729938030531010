import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';

/** Addresses that a link may have: nothing that runs, nothing of this device. */
export const isSafeAddress = (address: unknown): address is string =>
  typeof address === 'string' && address.length <= 2_000 && /^(?:https?:\/\/|mailto:)[^\s"<>]+$/i.test(address);

export const levels = [1, 2, 3] as const;

/** Within the page of the class there are two headings above these. */
const headingTag = (level: number): string => `h${level + 2}`;

const nodes = {
  doc: { content: 'block+' },
  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { level: { default: 1, validate: 'number' } },
    parseDOM: Array.from({ length: 6 }, (_, index) => ({
      tag: `h${index + 1}`,
      attrs: { level: Math.min(Math.max(1, index - 1), levels.length) },
    })),
    toDOM: ({ attrs }) => [headingTag(Number(attrs['level'])), 0],
  },
  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  code_block: {
    content: 'text*',
    group: 'block',
    code: true,
    defining: true,
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', ['code', 0]],
  },
  bullet_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item+', group: 'block', parseDOM: [{ tag: 'ol' }], toDOM: () => ['ol', 0] },
  list_item: { content: 'block+', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
} as const satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { href: { validate: 'string' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = element.getAttribute('href');
          return isSafeAddress(href) ? { href } : false;
        },
      },
    ],
    toDOM: ({ attrs }) => ['a', { href: String(attrs['href']), target: '_blank', rel: 'noopener noreferrer nofollow' }, 0],
  },
  em: { parseDOM: [{ tag: 'i' }, { tag: 'em' }], toDOM: () => ['em', 0] },
  strong: { parseDOM: [{ tag: 'b' }, { tag: 'strong' }], toDOM: () => ['strong', 0] },
  code: { parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
} as const satisfies Record<string, MarkSpec>;

/** What notes are made of: the same for the editor, for what is taken from others, and for what is exported. */
export const schema = new Schema<keyof typeof nodes, keyof typeof marks>({ nodes, marks });

const blocks = ['paragraph', 'heading', 'blockquote', 'code_block', 'bullet_list', 'ordered_list'];
/** What may stand in what, by names: `text` is a run of letters. */
export const standsIn: Readonly<Record<string, readonly string[]>> = {
  doc: blocks,
  blockquote: blocks,
  list_item: blocks,
  bullet_list: ['list_item'],
  ordered_list: ['list_item'],
  paragraph: ['text', 'hard_break'],
  heading: ['text', 'hard_break'],
  code_block: ['text'],
};
