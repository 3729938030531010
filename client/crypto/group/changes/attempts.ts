import type { RefusalCode } from '#protocol/codes.ts';
import type { MlsGroup } from '../../mls/group.ts';
import { type NextChange, mostAdded } from './nextChange.ts';

/** Refusals that another try may not meet. */
const passing: ReadonlySet<RefusalCode> = new Set(['conflict', 'too-often', 'internal', 'media']);
const mostTries = 12;

/** A change of this group, as it is now. */
const nameOf = (change: NextChange, { id, epoch }: MlsGroup): string => {
  const whom = change.do === 'add' ? change.coming.map((one) => one.id) : change.do === 'remove' ? change.leaves : [];
  return [id, epoch, change.do, ...whom].join(' ');
};

/** How often a change was tried, and what the server says to it. */
export class Attempts {
  /** Why the last change was not taken; null when it was, or when somebody else was first. */
  refusal: RefusalCode | null = null;
  /** How many people are added at once: fewer when they were too many for the class. */
  most = mostAdded;
  #count = 0;
  /** It is not tried again before something is different. */
  #refused: string | null = null;

  /** Somebody asks for a change. */
  begin(): void {
    this.#count = 0;
    this.#refused = null;
  }

  /** The server took it. */
  done(): void {
    this.#count = 0;
    this.refusal = null;
    this.most = mostAdded;
  }

  /** Whether to try again after this refusal, and if so whether at once. */
  next(change: NextChange, code: RefusalCode): 'at once' | 'later' | 'never' {
    if (code === 'full' && change.do === 'add' && change.coming.length > 1) {
      this.most = Math.floor(change.coming.length / 2);
      return 'at once';
    }
    return passing.has(code) && this.#count++ < mostTries ? 'later' : 'never';
  }

  giveUp(change: NextChange, group: MlsGroup, code: RefusalCode): void {
    this.refusal = code === 'conflict' ? null : code;
    this.#refused = nameOf(change, group);
  }

  /** Whether the server has refused this for good. */
  isGivenUp(change: NextChange, group: MlsGroup): boolean {
    return nameOf(change, group) === this.#refused;
  }
}
