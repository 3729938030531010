import { terms as chat } from './chat/terms.ts';
import { terms as hands } from './hands/terms.ts';
import type { Merged, ToolTerms } from './port.ts';
import { terms as reactions } from './reactions/terms.ts';

/** What both sides must agree on of each tool, where it has such terms. Pages have them in their scripts: no schema is in them. */
export const toolTerms = { chat, hands, reactions } as const satisfies Record<string, ToolTerms>;

/** The rights that the tools add to a class's own. */
export const toolRights = Object.assign({}, ...Object.values(toolTerms).map(({ rights }) => rights)) as Merged<
  (typeof toolTerms)[keyof typeof toolTerms]['rights']
>;
