export type Language = 'fr' | 'en';

/** A part of a text: a paragraph, a list or a table. Plain text; whoever renders it escapes it. */
export type Block =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

export type Section = { readonly heading: string; readonly blocks: readonly Block[] };

/** A document for people, before it is rendered. */
export type Page = {
  readonly language: Language;
  readonly title: string;
  readonly sections: readonly Section[];
  /** Other pages of this server: `href` is a path. */
  readonly links: readonly { readonly label: string; readonly href: string }[];
};

export const text = (sentence: string): Block => ({ text: sentence });
export const list = (items: readonly string[]): Block => ({ list: items });
