import type { Source } from '../protocol/media.ts';
import type { Role } from '../protocol/people.ts';
import type { Right } from '../protocol/rights.ts';

/** What holding a class means, act by act. */
export type HoldingAct = 'admit' | 'refuse' | 'set' | 'stop' | 'ask' | 'grant' | 'remove' | 'promote' | 'end';

const cohostActs: ReadonlySet<HoldingAct> = new Set(['admit', 'refuse', 'set', 'stop', 'ask', 'grant', 'remove']);

/**
 * May `actor` do this, to a person of role `target` where there is one? Nobody acts on a host, and a co-host not on another
 * co-host: one table, for every request.
 */
export const mayHold = (actor: Role, act: HoldingAct, target?: Role): boolean => {
  if (target === 'host') return false;
  if (actor === 'host') return true;
  return actor === 'cohost' && cohostActs.has(act) && target !== 'cohost';
};

/** Which right a stream needs. */
export const rightFor = { mic: 'speak', camera: 'camera', screen: 'screen', screenAudio: 'screen' } as const satisfies Record<
  Source,
  Right
>;
