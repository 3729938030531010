import { expect, test } from 'vitest';
import { openAnswer } from '../../../client/crypto/polls/answers.ts';
import { tagOf } from '../../../client/tools/polls/poll.ts';
import { type PollClass, type Voice, classOf, yesNo } from './pollClass.ts';

const patience = { timeout: 30_000 };
const asked = async (room: PollClass) => {
  await room.teacher.desk.ask(yesNo);
  await expect.poll(() => room.voices.every(({ desk }) => desk.polls.value.length > 0), patience).toBe(true);
};

test('with names: an answer of another taken over, one of another poll, one that chooses two of one, and one after the end are none', async () => {
  using room = await classOf(3);
  await asked(room);
  const [ines, tom, zoe] = room.pupils as [Voice, Voice, Voice];
  const { id } = ines.poll();
  await ines.desk.answer(ines.poll(), '10');
  await expect.poll(() => tom.poll().answered.length, patience).toBe(1);
  await tom.write({ answer: id, boxes: ines.poll().answered[0]!.boxes });
  await zoe.desk.answer(zoe.poll(), '11');
  const answers = () => Object.fromEntries(room.teacher.desk.knownOf(id).answers);
  const [a, b, c] = [ines, tom, zoe].map(({ browser }) => browser.id) as [string, string, string];
  await expect.poll(answers, patience).toEqual({ [a]: '10', [b]: null, [c]: null });
  for (let times = 0; times < 30; times++) await zoe.desk.answer(zoe.poll(), '01');
  await expect.poll(answers, patience).toEqual({ [a]: '10', [b]: null, [c]: '01' });
  await room.teacher.desk.close(room.teacher.poll());
  await ines.desk.answer(ines.poll(), '01');
  await expect.poll(() => room.teacher.poll().at, patience).toBe('closed');
  expect(answers()).toEqual({ [a]: '10', [b]: null, [c]: '01' });
  const old = room.teacher.poll().answered[0]!.boxes;
  await room.teacher.desk.ask({ ...yesNo, text: 'Une autre' });
  await expect.poll(() => ines.desk.polls.value.length, patience).toBe(2);
  await ines.write({ answer: ines.poll().id, boxes: old });
  await expect
    .poll(() => Object.fromEntries(room.teacher.desk.knownOf(room.teacher.poll().id).answers), patience)
    .toEqual({ [a]: null });
  expect(answers()).toEqual({ [a]: '10', [b]: null, [c]: '01' });
});

test('with names: no other pupil reads an answer, though all of it passes through their browser', async () => {
  using room = await classOf(2);
  await asked(room);
  const [ines, tom] = room.pupils as [Voice, Voice];
  await ines.desk.answer(ines.poll(), '10');
  await expect.poll(() => tom.poll().answered.length, patience).toBe(1);
  const [box] = tom.poll().answered[0]!.boxes;
  const place = { tag: await tagOf(tom.poll()), from: ines.browser.id, to: room.teacher.browser.id };
  for (const other of [ines, room.teacher])
    expect(await openAnswer(await room.pair(tom.browser.id, other.browser.id, 'poll'), place, box!.box)).toBe(null);
  expect(await openAnswer(await room.pair(ines.browser.id, room.teacher.browser.id, 'poll'), place, box!.box)).toBe('10');
});

test('a right answer that was changed after the start is said to be another', async () => {
  using room = await classOf(1);
  await room.teacher.desk.ask({ ...yesNo, right: '10' });
  const [ines] = room.pupils as [Voice];
  await expect.poll(() => ines.desk.polls.value.length, patience).toBe(1);
  await expect.poll(() => room.teacher.desk.knownOf(room.teacher.poll().id).right?.marks, patience).toBe('10');
  await room.teacher.desk.close(room.teacher.poll());
  const { nonce } = room.teacher.desk.knownOf(room.teacher.poll().id).right!;
  await room.teacher.write({ show: room.teacher.poll().id, shown: { counts: [0, 0], texts: [], right: { marks: '01', nonce } } });
  await expect.poll(() => ines.desk.knownOf(ines.poll().id).isBound, patience).toBe(false);
});
