import type { HostWord } from '#protocol/group.ts';
import type { MlsGroup } from '../../mls/group.ts';
import { signWord } from '../hostWord.ts';
import type { TrustedRoster } from '../trustedRoster.ts';
import { type GroupOptions, type GroupParts, offline } from '../parts.ts';

/** A host gives a fresh word at least this often, so that a group that is withheld is noticed. In milliseconds. */
const wordMs = 18_000;

/** The time of the next word. It goes on as time does, also when the device's clock is set back. */
export const wordTime = ({ wall }: Pick<GroupOptions, 'wall'>, { hostTime }: TrustedRoster): number => Math.max(wall(), hostTime);

/** The rhythm in which a host's browser vouches for the group as it is. In other browsers it does nothing. */
export class Vouching {
  readonly #parts: GroupParts;
  /** How much later than the first host's this browser speaks, in milliseconds. */
  readonly #lag: () => number;

  constructor(parts: GroupParts, lag: () => number) {
    this.#parts = parts;
    this.#lag = lag;
  }

  /** The host's word for a group; null without the host key. */
  async wordFor(group: MlsGroup): Promise<HostWord | null> {
    const { options, roster } = this.#parts;
    return options.hostPrivateKey ? signWord(options.hostPrivateKey, options.classId, group, wordTime(options, roster)) : null;
  }

  stop(): void {
    this.#parts.scheduler.cancel('word');
  }

  goOn(): void {
    const { options, scheduler } = this.#parts;
    if (options.hostPrivateKey && !scheduler.isPlanned('word')) this.#plan(wordMs);
  }

  /** The group has gone on by somebody else's commit, for which only a host can vouch. */
  soon(): void {
    const { roster, options } = this.#parts;
    if (options.hostPrivateKey && roster.word?.epoch !== roster.group?.epoch) this.#plan(0);
  }

  #plan(ms: number): void {
    this.#parts.scheduler.plan('word', ms + this.#lag(), () => this.#give());
  }

  async #give(): Promise<void> {
    const { roster, options } = this.#parts;
    if (!roster.group || !roster.admitsSelf) return;
    const word = await this.wordFor(roster.group);
    if (!word) return;
    await roster.hear(word);
    this.#plan(wordMs);
    void options.ask.word(word).catch(() => offline);
  }
}
