import { sha256 } from './canonical.ts';

/** A line's place in a chain: its number, counted from 1, and its SHA-256 in hexadecimal. */
export type Link = { readonly n: number; readonly hash: string };

/** What the first line of a chain follows. */
export const genesis: Link = { n: 0, hash: '0'.repeat(64) };

/** Adds to a JSON object its number, the hash of the line before, and its own hash, which covers all that stands before it. */
export const chained = (json: string, previous: Link): { readonly line: string; readonly link: Link } => {
  const n = previous.n + 1;
  const body = json.trimEnd().slice(0, -1);
  const covered = `${body}${body === '{' ? '' : ','}"n":${n},"prev":"${previous.hash}"`;
  const hash = sha256(covered);
  return { line: `${covered},"hash":"${hash}"}`, link: { n, hash } };
};

const chainedLine = /^(\{.*"n":(\d+),"prev":"([0-9a-f]{64})"),"hash":"([0-9a-f]{64})"\}$/;

/** What a line says of its place. `sound`: its own hash is right. Null when it is no line of a chain. */
export type ReadLink = { readonly link: Link; readonly prev: string; readonly sound: boolean };
export const readLink = (line: string): ReadLink | null => {
  const [, covered, n, prev, hash] = chainedLine.exec(line) ?? [];
  if (covered === undefined || prev === undefined || hash === undefined) return null;
  return { link: { n: Number(n), hash }, prev, sound: sha256(covered) === hash };
};

/** A line with where it stands, for people: `audit-2026-11-22.jsonl, line 3`. */
export type PlacedLine = { readonly at: string; readonly text: string };

/** Ways in which a chain may rightly begin: at its genesis, or after a part that the purge has erased. */
type Ends = { readonly begins: readonly Link[]; readonly head: Link | null };

/** Walks a chain to its end. A sentence for each fault; none: no line was altered, added, moved or removed. */
export const faultsOfChain = (lines: Iterable<PlacedLine>, { begins, head }: Ends): string[] => {
  const faults: string[] = [];
  let last: Link | null = null;
  for (const { at, text } of lines) {
    const read = readLink(text);
    if (!read?.sound) faults.push(`${at}: this line was altered.`);
    if (!read) continue;
    const { link, prev } = read;
    if (last === null) {
      const known = begins.some(({ n, hash }) => n + 1 === link.n && hash === prev);
      if (!known)
        faults.push(
          `${at}: lines before number ${link.n} are missing, and the purge journal does not say that they were erased.`,
        );
    } else if (link.n > last.n + 1) {
      faults.push(`${at}: ${link.n - last.n - 1} line(s) before this one are missing.`);
    } else if (link.n !== last.n + 1 || prev !== last.hash) {
      faults.push(`${at}: this line does not follow the one before it: one of them was altered, added or moved.`);
    }
    last = link;
  }
  return [...faults, ...faultsOfEnd(last, begins, head)];
};

/** A line that somebody outside has noted. `at`: who, for people. */
export type Anchor = { readonly at: string; readonly link: Link };

/**
 * Compares a chain with what was noted of it outside. `erased`: notes of lines that went by the purge, of which nothing can be
 * said any more. A whole chain that keeps a noted line is unchanged up to it, as each line holds the hash of the one before.
 */
export const againstAnchors = (
  lines: readonly PlacedLine[],
  begins: readonly Link[],
  anchors: readonly Anchor[],
): { readonly faults: string[]; readonly erased: Anchor[] } => {
  const links = [...begins, ...lines.flatMap(({ text }) => readLink(text)?.link ?? [])];
  const hashes = new Map(links.map(({ n, hash }) => [n, hash]));
  const faults: string[] = [];
  const erased: Anchor[] = [];
  for (const anchor of anchors) {
    const { at, link } = anchor;
    const hash = hashes.get(link.n);
    if (hash === undefined && begins.some(({ n }) => n > link.n)) erased.push(anchor);
    else if (hash === undefined) faults.push(`${at}: line number ${link.n}, which was there then, is missing.`);
    else if (hash !== link.hash) faults.push(`${at}: line number ${link.n} is another than then: the chain was written anew.`);
  }
  return { faults, erased };
};

const faultsOfEnd = (last: Link | null, begins: readonly Link[], head: Link | null): string[] => {
  if (!head) return last ? ['The note of the last line (.head) is missing.'] : [];
  const end = last ?? begins.find(({ n, hash }) => n === head.n && hash === head.hash) ?? genesis;
  if (end.n < head.n) return [`${head.n - end.n} line(s) are missing at the end. After a power cut this can happen by itself.`];
  return end.n === head.n && end.hash !== head.hash ? ['The last line was altered.'] : [];
};
