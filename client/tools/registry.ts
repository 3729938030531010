import type { ToolName } from '#tools/contracts.ts';
import type { ClientTool } from './port.ts';

/** Every tool, each a script of its own, in the order in which the room shows them. One that has a contract and is not here does not compile. */
export const clientTools: { readonly [N in ToolName]: () => Promise<ClientTool<N>> } = {
  hands: () => import('./hands/tool.ts').then(({ hands }) => hands),
  reactions: () => import('./reactions/tool.ts').then(({ reactions }) => reactions),
  chat: () => import('./chat/tool.ts').then(({ chat }) => chat),
  board: () => import('./board/tool.ts').then(({ board }) => board),
  files: () => import('./files/tool.ts').then(({ files }) => files),
  slides: () => import('./slides/tool.ts').then(({ slides }) => slides),
  notes: () => import('./notes/tool.ts').then(({ notes }) => notes),
  polls: () => import('./polls/tool.ts').then(({ polls }) => polls),
  timer: () => import('./timer/tool.ts').then(({ timer }) => timer),
};
