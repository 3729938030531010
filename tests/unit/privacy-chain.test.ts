import { expect, test } from 'vitest';
import { chained, faultsOfChain, genesis, type Link, type PlacedLine } from '../../server/privacy/chain.ts';

const made = (count: number, previous: Link = genesis): { lines: string[]; links: Link[] } => {
  const lines: string[] = [];
  const links: Link[] = [];
  for (let index = 0; index < count; index += 1) {
    const { line, link } = chained(JSON.stringify({ event: `e${index}`, value: index }), links.at(-1) ?? previous);
    lines.push(line);
    links.push(link);
  }
  return { lines, links };
};
const placed = (lines: readonly string[]): PlacedLine[] => lines.map((text, index) => ({ at: `line ${index + 1}`, text }));
const five = made(5);
const faults = (lines: readonly string[], begins: readonly Link[] = [genesis], head: Link | null = five.links[4]!) =>
  faultsOfChain(placed(lines), { begins, head });

test('a chain as it was written is whole', () => {
  expect(faults(five.lines)).toEqual([]);
  expect(faultsOfChain([], { begins: [genesis], head: null })).toEqual([]);
  for (const line of five.lines) expect(JSON.parse(line)).toMatchObject({ n: expect.any(Number), event: expect.any(String) });
});

test.each([0, 1, 2, 3, 4])('one changed character of line %i is found', (at) => {
  const lines = five.lines.with(at, five.lines[at]!.replace(`"value":${at}`, `"value":${at + 1}`));
  expect(faults(lines)).toEqual([`line ${at + 1}: this line was altered.`]);
});

test.each([0, 1, 2, 3, 4])('line %i written anew, with a right hash of its own, is found', (at) => {
  const lines = five.lines.with(at, chained('{"event":"other"}', five.links[at - 1] ?? genesis).line);
  expect(faults(lines)).toHaveLength(1);
});

test.each([
  ['the first', five.lines.slice(1)],
  ['one in the middle', five.lines.toSpliced(2, 1)],
  ['two in the middle', five.lines.toSpliced(1, 2)],
  ['the last', five.lines.slice(0, -1)],
  ['all', []],
])('a missing line is found: %s', (_which, lines) => {
  expect(faults(lines)).toHaveLength(1);
});

test('lines in another order, twice, or of another chain are found', () => {
  const [a, b, c, d, e] = five.lines as [string, string, string, string, string];
  expect(faults([a, c, b, d, e])).not.toEqual([]);
  expect(faults([a, b, b, c, d, e])).not.toEqual([]);
  expect(faults([a, b, 'what is this?', c, d, e])).toEqual(['line 3: this line was altered.']);
  expect(faults([a, b, made(3).lines[2]!.replace('e2', 'x'), d, e])).not.toEqual([]);
});

test('a chain may begin after what the journal says was erased, and nowhere else', () => {
  const rest = five.lines.slice(2);
  expect(faults(rest, [genesis, five.links[1]!])).toEqual([]);
  expect(faults(rest, [genesis, five.links[0]!])).toHaveLength(1);
  expect(faults([], [genesis, five.links[4]!])).toEqual([]);
});

test('without the note of its last line a chain is not whole', () => {
  expect(faults(five.lines, [genesis], null)).toHaveLength(1);
});

test('a note that lags behind a full disk is no fault', () => {
  expect(faults(five.lines, [genesis], five.links[2]!)).toEqual([]);
});
