import { readFileSync, statSync } from 'node:fs';
import { againstAnchors, type Anchor, faultsOfChain, genesis, type Link, type PlacedLine } from '../privacy/chain.ts';
import { readHead } from '../privacy/chainFile.ts';
import { dayFilesIn } from './dayFiles.ts';
import { journalHead, journalName, journalPath } from '../privacy/journal.ts';
import { auditHead, logFolder } from './logFiles.ts';

/** What the verification of a data folder's chains found: a sentence for each fault, and how many lines there are. */
export type Verification = {
  readonly audit: number;
  readonly journal: number;
  readonly faults: readonly string[];
  /** Sentences on what is not altered, and not complete either. */
  readonly notes: readonly string[];
};

/** What somebody took home of both chains: their last lines at that time. `at`: who, for people. */
export type TakenHome = { readonly at: string; readonly audit: Link; readonly journal: Link };

const linesOf = (path: string, name: string): PlacedLine[] => {
  let text: string;
  try {
    if (!statSync(path).isFile()) return [];
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  const lines = text.split('\n');
  // A last line without its end is still being written, or was cut by a power failure.
  return lines.slice(0, -1).map((line, index) => ({ at: `${name}, line ${index + 1}`, text: line }));
};

/** Where the journal says that the audit log was cut. */
const cutsIn = (lines: readonly PlacedLine[]): Link[] =>
  lines.flatMap(({ text }) => {
    try {
      const { cut } = JSON.parse(text) as { cut?: Link };
      return cut ? [cut] : [];
    } catch {
      return [];
    }
  });

const lostLines = (lines: readonly PlacedLine[]): string[] =>
  lines.flatMap(({ at, text }) => {
    const [, log, count] = /"event":"log\.gap".*"file":"(\w+)","lines":(\d+)/.exec(text) ?? [];
    return log === undefined
      ? []
      : [`${at}: ${count} line(s) of the ${log} log were lost before: the file or the disk was full.`];
  });

/**
 * Checks that no line of the audit log and of the purge journal was altered, added, moved or removed. A chain that was written
 * anew from some line on, with its note, shows only against what was taken home before.
 */
export const verifyChains = (folder: string, takenHome: readonly TakenHome[] = []): Verification => {
  // In this order: what a running server writes meanwhile only adds lines behind the noted ends.
  const heads = { journal: readHead(journalHead(folder)), audit: readHead(auditHead(folder)) };
  const audit = dayFilesIn(logFolder(folder), 'audit', 0).flatMap(({ path, name }) => linesOf(path, name));
  const journal = linesOf(journalPath(folder), `${journalName}.jsonl`);
  const begins = [genesis, ...cutsIn(journal)];
  const anchors = (chain: 'audit' | 'journal'): Anchor[] =>
    takenHome.map((taken) => ({ at: `${taken.at}, ${chain === 'audit' ? 'audit log' : 'purge journal'}`, link: taken[chain] }));
  const anchored = {
    audit: againstAnchors(audit, begins, anchors('audit')),
    journal: againstAnchors(journal, [genesis], anchors('journal')),
  };
  return {
    audit: audit.length,
    journal: journal.length,
    faults: [
      ...(audit.length === 0 && !heads.audit ? ['There is no audit log, which every start writes to.'] : []),
      ...faultsOfChain(journal, { begins: [genesis], head: heads.journal }),
      ...faultsOfChain(audit, { begins, head: heads.audit }),
      ...anchored.journal.faults,
      ...anchored.audit.faults,
    ],
    notes: [
      ...lostLines(audit),
      ...anchored.audit.erased.map(({ at, link }) => `${at}: line number ${link.n} was erased since, by the journal.`),
    ],
  };
};
