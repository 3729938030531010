import type { Source } from '#protocol/media.ts';
import type { FrameTrouble } from './frameMessages.ts';
import { type FrameFault, frameFaults } from './frameOpener.ts';

const interval = 1_000;

/** Counts dropped frames and reports them at most once a second, whatever is thrown at this browser. */
export class FaultLog {
  readonly #report: (troubles: FrameTrouble[]) => void;
  #noted = new Map<string, { id: string; source: Source; faults: Record<FrameFault, number> }>();

  constructor(report: (troubles: FrameTrouble[]) => void) {
    this.#report = report;
  }

  note({ id, source }: { readonly id: string; readonly source: Source }, fault: FrameFault): void {
    if (this.#noted.size === 0) setTimeout(() => this.#send(), interval);
    const key = `${id}/${source}`;
    const none = Object.fromEntries(frameFaults.map((name) => [name, 0])) as Record<FrameFault, number>;
    const entry = this.#noted.get(key) ?? { id, source, faults: none };
    this.#noted.set(key, entry);
    entry.faults[fault]++;
  }

  #send(): void {
    const troubles = Array.from(this.#noted.values());
    this.#noted = new Map();
    this.#report(troubles);
  }
}
