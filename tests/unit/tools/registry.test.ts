import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { news } from '#protocol/news.ts';
import { requests } from '#protocol/requests.ts';
import { rightNames } from '#protocol/rights.ts';
import { contracts, toolNews, toolRequests, type ToolName } from '#tools/contracts.ts';
import { serverTools } from '#tools/registry.ts';
import { toolTerms } from '#tools/terms.ts';
import { clientTools } from '../../../client/tools/registry.ts';
import { type LedgerEntry, ledger } from '../../../server/privacy/ledger.ts';
import { serverTool } from '../../../server/tools/port.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { sampleOf } from '../../kit/samples.ts';
import { fakeToolRoom } from './fakeToolRoom.ts';

const root = join(import.meta.dirname, '../../..');
const names = Object.keys(contracts) as ToolName[];
const foldersOf = (side: 'server' | 'client') =>
  readdirSync(join(root, side, 'tools'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
const twice = (all: readonly string[]) => all.filter((one, index) => all.indexOf(one) !== index);

/** A tool on a class of nobody. */
const begun = (name: ToolName) => {
  const room = fakeToolRoom();
  return { room, handle: serverTools[name].start(room.view as never) };
};

test('every tool has one folder on each side, and is in every registry', () => {
  for (const found of [foldersOf('server'), foldersOf('client'), Object.keys(serverTools), Object.keys(clientTools)])
    expect(found.toSorted()).toEqual(names.toSorted());
});

test('no two tools share a message, a right or a kind of what is sealed, nor take one from the class', () => {
  const of = (part: 'requests' | 'news') => names.flatMap((name) => Object.keys(contracts[name][part]));
  expect([twice(of('requests')), twice(of('news'))]).toEqual([[], []]);
  expect(Object.entries(toolRequests).filter(([name, shape]) => requests[name as keyof typeof requests] !== shape)).toEqual([]);
  expect(Object.entries(toolNews).filter(([name, shape]) => news[name as keyof typeof news] !== shape)).toEqual([]);
  const terms = Object.values(toolTerms);
  expect(twice(terms.flatMap(({ sealed }) => Object.keys(sealed)))).toEqual([]);
  expect(twice(['speak', 'camera', 'screen', ...terms.flatMap(({ rights }) => Object.keys(rights))])).toEqual([]);
  expect(terms.flatMap(({ rights }) => Object.keys(rights)).every((right) => rightNames.includes(right as never))).toBe(true);
});

describe.each(names)('%s', (name) => {
  test('limits every request, in bytes and in rate', () => {
    for (const [request, { bytes, rate }] of Object.entries(contracts[name].requests)) {
      expect(bytes, request).toBeGreaterThan(0);
      expect(bytes, request).toBeLessThan(100_000);
      expect(rate, request).toBeGreaterThan(0);
    }
  });

  test('tells of its state what its contract says, and nothing where it has none', () => {
    const { state } = contracts[name];
    const told = begun(name).handle.told();
    if (state === null) expect(told).toBeUndefined();
    else expect((state as z.ZodType).safeParse(told).success).toBe(true);
  });

  test('holds nothing at first and nothing once disposed, and only what the ledger lets stay in memory', () => {
    const { room, handle } = begun(name);
    expect(handle.held()).toEqual({});
    for (const [request, { input }] of Object.entries(contracts[name].requests)) {
      try {
        handle.ask(request, room.host, sampleOf(input));
      } catch (error) {
        // Refused, as it may be.
        if (!(error instanceof Refusal)) throw error;
      }
      for (const item of Object.keys(handle.held()))
        expect((ledger[item as keyof typeof ledger] as LedgerEntry).keptIn).toContain('memory');
    }
    handle.left(room.host.id);
    expect(handle.held(room.host.id)).toEqual({});
    handle[Symbol.dispose]();
    expect(handle.held()).toEqual({});
    expect(room.clock.pending).toBe(0);
  });

  test('keeps nothing beside its state', () => {
    const source = readFileSync(join(root, 'server/tools', name, 'rules.ts'), 'utf8');
    expect(
      source.match(/^(?:export )?let |^(?:export )?const \w+[^=\n]* = (?:new (?:Map|Set|WeakMap|WeakSet)|\[\]|\{\})/gm),
    ).toBeNull();
  });

  test('imports no other tool', () => {
    const files = globSync(`{server,client}/tools/${name}/*.{ts,tsx}`, { cwd: root });
    const others = names.filter((other) => other !== name).join('|');
    for (const file of files)
      expect(readFileSync(join(root, file), 'utf8'), file).not.toMatch(new RegExp(`from '(?:\\.\\./|#tools/)(?:${others})/`));
  });

  test('has every text in French and in English', async () => {
    const folder = join(root, 'client/tools', name);
    const [fr, en] = await Promise.all([
      import(join(folder, 'text.fr.ts')).then((module) => leavesOf(module.fr)),
      import(join(folder, 'text.en.ts')).then((module) => leavesOf(module.en)),
    ]);
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    for (const [path, words] of [...Object.entries(fr), ...Object.entries(en)]) expect(words, path).not.toBe('');
  });

  test('says in the ledger in both languages what it holds, if it holds something', async () => {
    const file = join(root, 'server/tools', name, 'ledger.ts');
    const own = existsSync(file) ? ((await import(file)) as { ledger: Record<string, LedgerEntry> }).ledger : {};
    for (const [key, entry] of Object.entries(own)) {
      expect(ledger[key as keyof typeof ledger], key).toBe(entry);
      for (const words of [entry.what, entry.purpose]) expect(Math.min(words.fr.length, words.en.length), key).toBeGreaterThan(0);
    }
  });
});

test('a tool that holds something which it does not declare does not compile', () => {
  const contract = { requests: {}, news: {}, state: null } as const;
  const rules = { begin: () => ({ votes: ['ada'] }), told: null, left: () => {}, handlers: {} };
  // @ts-expect-error -- `votes` is not declared
  serverTool(contract, { ...rules, holds: {} });
  const handle = serverTool(contract, {
    ...rules,
    holds: { votes: (votes) => votes.map((of) => ({ item: 'presence', of })) },
  }).start(fakeToolRoom().view);
  expect([handle.held(), handle.held('ada'), handle.held('ben')]).toEqual([{ presence: 1 }, { presence: 1 }, {}]);
});

test('a tool that holds something which is not in the ledger, or is not let stay in memory, does not compile', () => {
  const contract = { requests: {}, news: {}, state: null } as const;
  const rules = { begin: () => ({ votes: 1 }), told: null, left: () => {}, handlers: {} };
  // @ts-expect-error -- there is no such item
  serverTool(contract, { ...rules, holds: { votes: () => [{ item: 'vote', of: null }] } });
  // @ts-expect-error -- it stays in a log
  serverTool(contract, { ...rules, holds: { votes: () => [{ item: 'auditRecord', of: null }] } });
});

/** The texts of an object, by path; functions count as texts. */
function leavesOf(value: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) =>
      typeof one === 'object' && one !== null
        ? Object.entries(leavesOf(one as object, `${path}${key}.`))
        : [[`${path}${key}`, one]],
    ),
  );
}
