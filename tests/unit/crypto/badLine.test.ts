import { expect, test } from 'vitest';
import { comeBack, kinds, newLesson } from './lesson.ts';

test('a pupil whose own line is cut is told nothing of the teacher’s browser, then or after', async () => {
  const { relay, ada } = await newLesson();
  relay.cut(ada);
  await relay.pass(100_000);
  expect(kinds(ada)).toEqual([]);
  await comeBack(relay, ada);
  expect(kinds(ada)).toEqual([]);
});

test('a page that slept gives the host time to be heard, once', async () => {
  const { relay, ada } = await newLesson();
  relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
  relay.time.sleep(3_600_000);
  await relay.pass(20_000);
  expect(kinds(ada)).toEqual([]);
  await relay.pass(10_000);
  expect(kinds(ada)).toEqual(['silent']);
});

test('a page whose timers come once a minute is warned of a host who is not heard', async () => {
  const { relay, ada } = await newLesson();
  relay.lie = (telling) => (telling.name === 'group.word' ? [] : [telling]);
  for (let minute = 0; minute < 3; minute++) {
    relay.time.sleep(60_000);
    await relay.pass(1);
  }
  expect(kinds(ada)).toEqual(['silent']);
});
