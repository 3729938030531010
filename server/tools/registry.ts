import { board } from './board/rules.ts';
import { chat } from './chat/rules.ts';
import type { Contracts } from './contracts.ts';
import { files } from './files/rules.ts';
import { hands } from './hands/rules.ts';
import { notes } from './notes/rules.ts';
import { polls } from './polls/rules.ts';
import type { ServerTool } from './port.ts';
import { reactions } from './reactions/rules.ts';
import { slides } from './slides/rules.ts';
import { timer } from './timer/rules.ts';

/** Every tool as each class starts it: one that has a contract and no rules does not compile. */
export const serverTools: { readonly [N in keyof Contracts]: ServerTool<Contracts[N]> } = {
  board,
  chat,
  files,
  hands,
  notes,
  polls,
  reactions,
  slides,
  timer,
};
