import { describe, expect, test } from 'vitest';
import { nodes } from '../../server/nodes/registry.ts';

describe.each(Object.entries(nodes))('%s', (_name, { claim }) => {
  test('a class that was given back, or is just being given back, can be run again', async () => {
    const lost: string[] = [];
    const claimed = async (classId: string) => claim(classId, () => lost.push(classId));
    const first = await claimed('a');
    await using _other = await claimed('b');
    const back = first[Symbol.asyncDispose]();
    await using _again = await claimed('a');
    await back;
    expect(lost).toEqual([]);
  });
});
