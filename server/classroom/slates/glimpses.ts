import type { News } from '../../protocol/news.ts';
import type { Clock } from '../ports.ts';

type Glimpse = News<'slate.glimpses'>['all'][number];

/** Those of so long go out together, in milliseconds: with thirty pencils at once, each message would be thirty. */
const gatheredFor = 50;
/** More in that time are left out: they are of a moment. */
const most = 512;

/** What is seen for a moment of what people write: told to all together, and forgotten. */
export class Glimpses implements Disposable {
  readonly #clock: Clock;
  readonly #tell: (all: Glimpse[]) => void;
  #gathered: Glimpse[] = [];
  #timer: Disposable | null = null;

  constructor(clock: Clock, tell: (all: Glimpse[]) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  add(glimpse: Glimpse): void {
    if (this.#gathered.length < most) this.#gathered.push(glimpse);
    this.#timer ??= this.#clock.after(gatheredFor, () => {
      const gathered = this.#gathered;
      this.#gathered = [];
      this.#timer = null;
      this.#tell(gathered);
    });
  }

  get size(): number {
    return this.#gathered.length;
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#gathered = [];
  }
}
