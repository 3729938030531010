import { expect, test } from 'vitest';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { Directory, type DirectoryOptions, type ClassLease } from '../../../server/app/directory.ts';
import type { Nodes } from '../../../server/nodes/port.ts';
import { Census } from '../../../server/privacy/census.ts';
import { standardRights } from '#protocol/rights.ts';
import { testClock } from '../../kit/clock.ts';
import { fileTerms } from '../../kit/fileTerms.ts';

/** Classes of this node, and another node that may take them. */
const scene = ({ elsewhere = false, known = true } = {}) => {
  const claimed = new Map<string, () => void>();
  const nodes: Nodes = {
    async claim(classId, lost) {
      if (elsewhere) throw new Refusal('stopping');
      claimed.set(classId, lost);
      return { [Symbol.asyncDispose]: async () => void claimed.delete(classId) };
    },
  };
  const asked: string[] = [];
  const ends: string[] = [];
  const record = { settings: { lobby: true, capacity: 10, rights: standardRights } } as ClassLease;
  const limits = {
    hostGrace: 1,
    seatGrace: 1,
    lobbyPatience: 1,
    maxDuration: 1_000,
    capacity: 10,
    earlyLine: true,
    files: fileTerms(),
  };
  const directory = new Directory({
    nodes,
    media: { openClass: async () => ({ blockedOf: () => [], close: async () => {} }) } as unknown as DirectoryOptions['media'],
    clock: testClock(),
    census: new Census(),
    limits,
    find: async (classId) => {
      asked.push(classId);
      return known ? record : null;
    },
    changed: (event, reason = 'ended') => void (event === 'ended' && ends.push(reason)),
  });
  return { directory, claimed, asked, ends };
};

test('a class is this node’s while it runs, and is given back at its end', async () => {
  const { directory, claimed } = scene();
  const { classroom } = await directory.open('a');
  expect([...claimed.keys()]).toEqual(['a']);
  await classroom.close('ended');
  expect([...claimed.keys()]).toEqual([]);
  await directory.open('a');
  expect([...claimed.keys()]).toEqual(['a']);
});

test('a class that another node runs is not begun: browsers are sent to come back', async () => {
  const { directory, asked } = scene({ elsewhere: true });
  await expect(directory.open('a')).rejects.toMatchObject({ code: 'stopping' });
  expect(asked).toEqual([]);
  expect(directory.isOpen('a')).toBe(false);
});

test('what could not be begun is given back', async () => {
  const { directory, claimed } = scene({ known: false });
  await expect(directory.open('a')).rejects.toMatchObject({ code: 'not-found' });
  expect([...claimed.keys()]).toEqual([]);
});

test('a class that another node may have from now on ends here, also one that is just being opened', async () => {
  const { directory, claimed, ends } = scene();
  await directory.open('a');
  const opening = directory.open('b');
  const lost = [claimed.get('a'), claimed.get('b')];
  for (const tell of lost) tell?.();
  await opening;
  await expect.poll(() => ends).toEqual(['stopping', 'stopping']);
  expect([...claimed.keys()]).toEqual([]);
});
