import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Proof, prove } from './prove/proof.ts';
import { findIn } from './prove/search.ts';
import { tableOf } from './prove/table.ts';

const command = fileURLToPath(new URL('prove/main.ts', import.meta.url));
/** Two classes in real browsers, and a dump of a process's memory for each lifetime. */
const patience = 900_000;

describe('a fresh server with standard settings', () => {
  let proof: Proof;
  beforeAll(async () => {
    proof = await prove();
  }, patience);

  test('keeps what the ledger declares, where and as long as it declares it, and nothing else', () => {
    expect(proof.surprises).toEqual([]);
  });

  test('holds nothing of anybody after the longest lifetime', () => {
    const left = proof.sightings.filter(({ looks }) => (looks.at(-1)?.found.length ?? 0) > 0);
    expect(left).toEqual([]);
  });

  test('is told of in a table: item, what is declared, where it was found, and when it was gone', () => {
    const rows = new Map(
      tableOf(proof.sightings)
        .split('\n')
        .map((row) => [row.split(/ {2,}/)[0], row]),
    );
    expect(rows.get('item')).toMatch(/declared +found in +gone$/);
    expect(rows.get('name (3)')).toMatch(/never +nowhere +never there$/);
    expect(rows.get('name of a file (1)')).toMatch(/never +nowhere +never there$/);
    expect(rows.get('content of a file (1)')).toMatch(/never +nowhere +never there$/);
    expect(rows.get('text on the board (1)')).toMatch(/never +nowhere +never there$/);
    expect(rows.get('address (3)')).toMatch(/memory, connection-log +\+ 2 d$/);
    // It goes with its account, which goes with its last session.
    expect(rows.get('class id (1)')).toMatch(/memory, store +\+ 30 d$/);
  });
});

/** What the command prints, and the code that it ends with. */
const runCommand = async (...words: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> => {
  const child = spawn(process.execPath, [command, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close') as Promise<[number]>;
  const printed = await text(child.stdout);
  const [code] = await closed;
  return { code, lines: printed.split('\n') };
};

describe('a server that leaks', () => {
  let surprises: readonly string[];
  let code: number;
  beforeAll(async () => {
    const run = await runCommand('--leaking');
    ({ code } = run);
    surprises = run.lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  }, patience);

  test('makes the command fail', () => {
    expect(code).toBe(1);
  });

  test.each([
    ['a name in a log line', /^name "Zoe-\w+" is in access\.log \(other file\)/],
    ['a name on the standard output', /^name "Zoe-\w+" is in the standard output \(output\)/],
    ['a name in a deleted row of the store', /^name "Zoe-\w+" is in data\/ardoise\.sqlite(-wal)? \(store\)/],
    ['a cached chat line', /^sealed chat line ".*" is in the heap \(memory\) while the class runs, when the class is over/],
    ['a cached text on the board', /^sealed text on the board ".*" is in the heap \(memory\) when the class is over/],
    ['a user agent in raw memory', /^user agent "Canari.*" is in the raw memory of Node \(.+\) 601 s after the class/],
    ['an address in the label of a metric', /^address "127\.77\.0\.12" is in \/metrics \(metrics\)/],
  ])('is caught: %s', (_, words) => {
    expect(surprises.filter((surprise) => words.test(surprise))).not.toEqual([]);
  });
});

type Hidden = readonly [how: string, inside: Buffer];
const bytes = Buffer.from('Zoe-00ff-\u00e9t\u00e9');
const hidings: readonly Hidden[] = [
  ['as it is', bytes],
  ['in UTF-16', Buffer.from(bytes.toString(), 'utf16le')],
  ['in hexadecimal', Buffer.from(bytes.toString('hex'))],
  ...[0, 1, 2, 3].flatMap((offset) =>
    (['base64', 'base64url'] as const).map((encoding) => {
      const longer = Buffer.concat([Buffer.from('?'.repeat(offset)), bytes, Buffer.from('?>?>')]);
      return [`in ${encoding}, ${offset} bytes from the start`, Buffer.from(longer.toString(encoding))] as const;
    }),
  ),
];

test.each(hidings)('a canary is found %s', (_, inside) => {
  const haystack = { spot: 'store', name: 'a file', bytes: Buffer.concat([Buffer.from('x'), inside, Buffer.from('x')]) } as const;
  expect(findIn([haystack], { text: bytes.toString() })).toEqual([haystack]);
  expect(findIn([haystack], { text: 'Zoe-00fe-\u00e9t\u00e9' })).toEqual([]);
});

test('what random bytes in base64url stand for is found too', () => {
  const haystack = { spot: 'store', name: 'a file', bytes: Buffer.from('00fbff3e1122334455667788', 'hex') } as const;
  const text = Buffer.from('fbff3e112233445566', 'hex').toString('base64url');
  expect(findIn([haystack], { text, bytes: true })).toEqual([haystack]);
});

test('an option that there is not is said to be none, and nothing is run', async () => {
  expect(await runCommand('--quiet')).toEqual({ code: 2, lines: ['--quiet is not known here. There is: --leaking', ''] });
});
