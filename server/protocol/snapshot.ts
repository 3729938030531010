import { z } from 'zod';
import { groupView, keyPackage } from './group.ts';
import { card, classState, member, participantId } from './people.ts';
import { slateList } from './slates.ts';
import { toolStates } from '../tools/contracts.ts';

/** Somebody in the lobby, with what a host's browser adds them to the group with. */
export const waiting = z.strictObject({ id: participantId, card, keyPackage });
export type WaitingPerson = z.infer<typeof waiting>;

/** Everything a participant needs to show the class, given once on entering. */
export const snapshot = z.strictObject({
  members: z.array(member).max(128),
  waiting: z.array(waiting).max(128),
  state: classState,
  /** What each tool has to tell who comes, however late. */
  tools: toolStates,
  slates: slateList,
  /** Null before a host has founded the lesson's group, or when the server has forgotten it. */
  group: groupView.nullable(),
  /** True when the server has no memory of the lesson (it restarted): calm, spotlight and what the tools held are lost. */
  forgotten: z.boolean(),
});
export type Snapshot = z.infer<typeof snapshot>;
