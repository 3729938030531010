import { limits } from '../../protocol/limits.ts';
import type { SlateItem, SlateList, Writers } from '../../protocol/slates.ts';
import { Refusal } from '../../protocol/refusal.ts';

const { slates: most } = limits;

type Snapshot = { readonly upTo: number; readonly from: string | null; readonly parts: readonly string[] };
/** One answer carries about so much, in characters of its boxes. */
const answerLength = 200_000;

type Slate = {
  readonly tool: string;
  who: Writers;
  /** The number of the last item. */
  last: number;
  items: SlateItem[];
  /** How long the boxes of the items are together, in characters. */
  tail: number;
  snapshot: Snapshot | null;
  /** The parts of the next snapshot that have come, and from whom. */
  coming: Snapshot | null;
};

const length = (boxes: readonly string[] = []): number => boxes.reduce((sum, box) => sum + box.length, 0);
/** Base64url has four characters for three bytes. */
const bytesIn = (characters: number): number => (characters * 3) / 4;
const sizeOf = ({ tail, snapshot, coming }: Slate): number => bytesIn(tail + length(snapshot?.parts) + length(coming?.parts));

/**
 * The slates of one class: what people write together, sealed. The server numbers what it is given, keeps it until the
 * class ends, and hands it to who comes late; it can read none of it.
 */
export class Shelf implements Disposable {
  readonly #slates = new Map<string, Slate>();

  get list(): SlateList {
    return Array.from(this.#slates, ([slate, { tool, who }]) => ({ slate, tool, who }));
  }

  /** Whose items are held, one entry for each; null: of nobody who is here. */
  get authors(): readonly (string | null)[] {
    return Array.from(this.#slates.values()).flatMap(({ items, snapshot }) => [
      ...items.map(({ from }) => from),
      ...(snapshot ? [snapshot.from] : []),
    ]);
  }

  /** Refuses with `exists`, or with `slate-full` when there are too many. */
  open(id: string, { tool, who, after }: { tool: string; who: Writers; after: number }): void {
    if (this.#slates.has(id)) throw new Refusal('exists');
    if (this.#slates.size >= most.count) throw new Refusal('slate-full');
    this.#slates.set(id, { tool, who, last: after, items: [], tail: 0, snapshot: null, coming: null });
  }

  /** Whether this student may write in it. Refuses with `not-found`. */
  allows(id: string, author: string): boolean {
    const { who } = this.#find(id);
    return who === 'all' || (who !== 'nobody' && who.includes(author));
  }

  setWriters(id: string, who: Writers): void {
    this.#find(id).who = who;
  }

  /** Numbers one item. Refuses with `not-found`, or with `slate-full` until there is a new snapshot: who holds the class can then still erase. */
  add(id: string, from: string, box: string, holds: boolean): SlateItem {
    const slate = this.#find(id);
    const share = holds ? 1 + most.reserve : 1;
    const tooMany = slate.items.length >= share * most.items || bytesIn(slate.tail) >= share * most.tailBytes;
    if (tooMany || this.#total >= share * most.totalBytes) throw new Refusal('slate-full');
    const item = { seq: slate.last + 1, from, box };
    slate.last = item.seq;
    slate.items.push(item);
    slate.tail += box.length;
    return item;
  }

  read(id: string, after: number) {
    const { snapshot, items, last } = this.#find(id);
    const news = snapshot && (after === 0 || after < snapshot.upTo) ? { ...snapshot, parts: snapshot.parts.length } : null;
    const due = items.filter(({ seq }) => seq > after);
    let room = answerLength;
    const given = due.filter(({ box }, index) => (room -= box.length) > 0 || index === 0);
    return { snapshot: news, items: given, last, more: given.length < due.length };
  }

  part(id: string, upTo: number, part: number): string {
    const { snapshot } = this.#find(id);
    const box = snapshot?.upTo === upTo ? snapshot.parts[part] : undefined;
    if (box === undefined) throw new Refusal('conflict');
    return box;
  }

  /** Takes a part of a snapshot. True with the last one: the items that it stands for are gone. Refuses with `conflict` what is out of order or old. */
  keep(
    id: string,
    from: string,
    { upTo, part, parts, box }: { upTo: number; part: number; parts: number; box: string },
  ): boolean {
    const slate = this.#find(id);
    const begun = part === 0 ? { upTo, from, parts: [] } : slate.coming;
    const fits = begun?.upTo === upTo && begun.from === from && begun.parts.length === part && part < parts;
    const isNew = upTo <= slate.last && upTo >= (slate.snapshot?.upTo ?? 0);
    if (!fits || !isNew) throw new Refusal('conflict');
    // What makes room has more of it: one snapshot at least.
    if (this.#total + bytesIn(box.length) > (1 + 2 * most.reserve) * most.totalBytes) throw new Refusal('slate-full');
    slate.coming = { ...begun, parts: [...begun.parts, box] };
    if (slate.coming.parts.length < parts) return false;
    slate.snapshot = slate.coming;
    slate.coming = null;
    slate.items = slate.items.filter(({ seq }) => seq > upTo);
    slate.tail = length(slate.items.map((item) => item.box));
    return true;
  }

  drop(id: string): void {
    if (!this.#slates.delete(id)) throw new Refusal('not-found');
  }

  /** Somebody has left the class: nothing says any more that they wrote. */
  forget(author: string): void {
    for (const slate of this.#slates.values()) {
      slate.items = slate.items.map((item) => (item.from === author ? { ...item, from: null } : item));
      if (slate.snapshot?.from === author) slate.snapshot = { ...slate.snapshot, from: null };
      if (slate.coming?.from === author) slate.coming = null;
      if (typeof slate.who !== 'string') slate.who = slate.who.filter((id) => id !== author);
    }
  }

  [Symbol.dispose](): void {
    this.#slates.clear();
  }

  get #total(): number {
    return this.#slates.values().reduce((sum, slate) => sum + sizeOf(slate), 0);
  }

  #find(id: string): Slate {
    const slate = this.#slates.get(id);
    if (!slate) throw new Refusal('not-found');
    return slate;
  }
}
