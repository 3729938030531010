import { expect, test } from 'vitest';
import type { Classroom } from '../../../server/classroom/classroom.ts';
import { Early, earlyPatience } from '../../../server/classroom/early.ts';
import { Refusal } from '../../../server/protocol/refusal.ts';
import { openEarly } from '../../../server/classroom/streams.ts';
import { testClock } from '../../kit/clock.ts';

/** So many places that a class has for who reads before entering. */
const most = 120;

const open = () => {
  const clock = testClock();
  const early = new Early(clock);
  const over: string[] = [];
  const come = (id: string, from: string) => early.come({ id, from }, () => over.push(id));
  return { clock, early, over, come };
};

test('who reads before entering has a place for two minutes, and then none', () => {
  const { clock, early, over, come } = open();
  come('ada', 'here');
  clock.advance(earlyPatience - 1);
  expect([early.size, over]).toEqual([1, []]);
  clock.advance(1);
  expect([early.size, over]).toEqual([0, ['ada']]);
  expect(clock.pending).toBe(0);
});

test('who enters is not told that a place is over', () => {
  const { clock, early, over, come } = open();
  come('ada', 'here')[Symbol.dispose]();
  clock.advance(earlyPatience);
  expect([early.size, over, clock.pending]).toEqual([0, [], 0]);
});

test('one address cannot take the places of those who read elsewhere', () => {
  const { early, over, come } = open();
  for (let count = 0; count < most; count++) come(`crowd ${count}`, 'one school');
  expect(() => come('one more', 'one school')).toThrow('too-often');
  come('ada', 'at home');
  expect(early.size).toBe(most);
  expect(over).toEqual([`crowd ${most - 1}`]);
});

test('a seat has one place', () => {
  const { come } = open();
  come('ada', 'here');
  expect(() => come('ada', 'there')).toThrow('conflict');
});

test('at the end of the class, or of its worker, every place is over', () => {
  const { clock, early, over, come } = open();
  come('ada', 'here');
  come('ben', 'here');
  early.endAll();
  expect([early.size, over, clock.pending]).toEqual([0, ['ada', 'ben'], 0]);
});

test('who is refused transports before entering leaves nothing in the media', async () => {
  const { early } = open();
  const media = new Set<string>();
  const prepare = async (id: string) => {
    media.add(id);
    throw new Refusal('media');
  };
  const room = { people: new Map(), early, media: Promise.resolve({ prepare, drop: (id: string) => media.delete(id) }) };
  const asked = openEarly(room as unknown as Classroom, { id: 'ada', from: 'here' }, { capabilities: {} } as never, () => {});
  await expect(asked).rejects.toThrow('media');
  expect([early.size, media.size]).toEqual([0, 0]);
});
