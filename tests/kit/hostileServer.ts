import type { News, NewsName } from '#protocol/news.ts';
import { ClassAudience } from '../../server/transport/socket/audience.ts';

/** Something that the server tells one browser. */
export type Telling = { [N in NewsName]: { readonly to: string; readonly name: N; readonly news: News<N> } }[NewsName];
export type TellingOf<N extends NewsName> = Extract<Telling, { readonly name: N }>;
/** What is told in the place of something: any number of things, in order. */
export type Lie = (telling: Telling) => readonly Telling[];

/** A server that is patched, in this process only: it hears everything that it tells, and tells something else instead. */
export class HostileServer implements Disposable {
  /** What an honest server would have told so far. */
  readonly due: Telling[] = [];
  readonly #honest = Reflect.get(ClassAudience.prototype, 'tell') as (typeof ClassAudience.prototype)['tell'];
  readonly #dismiss = Reflect.get(ClassAudience.prototype, 'dismiss') as (typeof ClassAudience.prototype)['dismiss'];
  /** People whose connection stays open although they are out of the class. */
  readonly keeps = new Set<string>();
  readonly #lies = new Set<Lie>();
  readonly #waiting = new Set<() => void>();
  /** In which class somebody was told something last: it stays so when the lesson is over. */
  readonly #homes = new Map<string, ClassAudience>();

  constructor() {
    const bend = (audience: ClassAudience, telling: Telling) => this.#bend(audience, telling);
    ClassAudience.prototype.tell = function tell<N extends NewsName>(
      this: ClassAudience,
      ids: Iterable<string>,
      name: N,
      news: News<N>,
    ) {
      for (const to of ids) bend(this, { to, name, news } as Telling);
    };
    const { keeps } = this;
    const dismiss = this.#dismiss;
    ClassAudience.prototype.dismiss = function dismissOthers(id, reason) {
      if (!keeps.has(id)) dismiss.call(this, id, reason);
    };
  }

  /** Lies until disposed. */
  lie(lie: Lie): Disposable {
    this.#lies.add(lie);
    return { [Symbol.dispose]: () => void this.#lies.delete(lie) };
  }

  /** Tells something of its own accord. */
  tell<N extends NewsName>(to: string, name: N, news: News<N>): void {
    const audience = this.#homes.get(to);
    if (!audience) throw new Error('never told anything');
    this.#honest.call(audience, [to], name, news);
  }

  /** Tells one person something else, or nothing, whenever they are to be told this. */
  lieTo<N extends NewsName>(
    { id }: { readonly id: string },
    what: N,
    lie: (telling: TellingOf<N>) => readonly Telling[],
  ): Disposable {
    return this.lie((telling) => (telling.to === id && telling.name === what ? lie(telling as TellingOf<N>) : [telling]));
  }

  /** The last thing of this name that was due to this person, or to anybody. */
  last<N extends NewsName>(name: N, to?: string): News<N> {
    const found = this.due.findLast((telling) => telling.name === name && (to === undefined || telling.to === to));
    if (!found) throw new Error(`nobody was told ${name}`);
    return found.news as News<N>;
  }

  /** Resolves once something like this is due, from now on. */
  next(is: (telling: Telling) => boolean): Promise<void> {
    return this.until(is, this.due.length);
  }

  /** Resolves once something like this is due, or was. */
  until(is: (telling: Telling) => boolean, from = 0): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!this.due.slice(from).some(is)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  [Symbol.dispose](): void {
    ClassAudience.prototype.tell = this.#honest;
    ClassAudience.prototype.dismiss = this.#dismiss;
  }

  #bend(audience: ClassAudience, telling: Telling): void {
    this.#homes.set(telling.to, audience);
    this.due.push(telling);
    let told: readonly Telling[] = [telling];
    for (const lie of this.#lies) told = told.flatMap(lie);
    for (const { to, name, news } of told) this.#honest.call(this.#homes.get(to) ?? audience, [to], name, news);
    for (const look of this.#waiting) look();
  }
}
