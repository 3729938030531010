import type { Source } from '../protocol/media.ts';
import type { Role } from '../protocol/people.ts';
import { mayDo } from '../protocol/permissions.ts';
import type { Right } from '../protocol/rights.ts';
import type { Classroom } from './classroom.ts';
import type { Participant } from './participant.ts';
import { Refusal } from '../protocol/refusal.ts';

/** What moderating a class means, act by act. */
export type ModeratorAct = 'admit' | 'refuse' | 'set' | 'stop' | 'ask' | 'grant' | 'remove' | 'promote' | 'end';

const cohostActs: ReadonlySet<ModeratorAct> = new Set(['admit', 'refuse', 'set', 'stop', 'ask', 'grant', 'remove']);

/**
 * May `actor` do this, to a person of role `target` where there is one? Nobody acts on a host, and a co-host not on another
 * co-host: one table, for every request.
 */
export const mayModerate = (actor: Role, act: ModeratorAct, target?: Role): boolean => {
  if (target === 'host') return false;
  if (actor === 'host') return true;
  return actor === 'cohost' && cohostActs.has(act) && target !== 'cohost';
};

/** Which right a stream needs. */
export const rightFor = { mic: 'speak', camera: 'camera', screen: 'screen', screenAudio: 'screen' } as const satisfies Record<
  Source,
  Right
>;

/** Refuses with `forbidden` when the role of `actor` does not allow this. */
export const requireAct = (actor: Participant, act: ModeratorAct, target?: Participant): void => {
  if (!mayModerate(actor.role, act, target?.role)) throw new Refusal('forbidden');
};

/** Refuses with `calm` or `forbidden` when a student may not do this now. */
export const requireRight = (classroom: Classroom, actor: Participant, right: Right): void => {
  if (mayDo(actor, right, classroom.state)) return;
  throw new Refusal(classroom.state.calm ? 'calm' : 'forbidden');
};
