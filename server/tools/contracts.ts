import { z } from 'zod';
import { contract as board } from './board/contract.ts';
import { contract as chat } from './chat/contract.ts';
import { contract as files } from './files/contract.ts';
import { contract as hands } from './hands/contract.ts';
import { contract as notes } from './notes/contract.ts';
import { contract as polls } from './polls/contract.ts';
import type { Merged, ToolContract } from './port.ts';
import { contract as reactions } from './reactions/contract.ts';
import { contract as slides } from './slides/contract.ts';
import { contract as timer } from './timer/contract.ts';

/** The tools of a class, by what they say on the wire. The protocol takes them in from here. */
export const contracts = { board, chat, files, hands, notes, polls, reactions, slides, timer } as const satisfies Record<
  string,
  ToolContract
>;

export type Contracts = typeof contracts;
export type ToolName = keyof Contracts;
type Stateful = { [N in ToolName as Contracts[N]['state'] extends null ? never : N]: Contracts[N]['state'] };

const merged = <P extends 'requests' | 'news'>(part: P) =>
  Object.assign({}, ...Object.values(contracts).map((contract) => contract[part])) as Merged<Contracts[ToolName][P]>;

export const toolRequests = merged('requests');
export const toolNews = merged('news');
/** What everybody in the class is told of each tool that has a state. */
export const toolStates = z.strictObject(
  Object.fromEntries(
    Object.entries(contracts).flatMap(([name, { state }]) => (state === null ? [] : [[name, state]])),
  ) as unknown as Stateful,
);
export type ToolStates = z.infer<typeof toolStates>;
