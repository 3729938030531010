import { expect, test } from 'vitest';
import { anonymousCounts, countsOf, isVoid } from '../../../client/tools/polls/poll.ts';
import { type PollClass, type Voice, classOf, yesNo } from './pollClass.ts';

const patience = { timeout: 30_000 };
const everybodyHas = (room: PollClass, what: (voice: Voice) => unknown, expected: unknown) =>
  expect.poll(() => room.voices.map((voice) => what(voice)), patience).toEqual(room.voices.map(() => expected));
const asked = async (room: PollClass, draft: Parameters<Voice['desk']['ask']>[0]) => {
  expect(await room.teacher.desk.ask(draft)).toBe(true);
  await everybodyHas(room, ({ desk }) => desk.polls.value.at(-1)?.question.text, draft.text);
};
const answers = ({ desk, poll }: Voice) => Array.from(desk.knownOf(poll().id).answers.values());

test('a poll with names: the teacher reads who answered what, the others the result once it is shown', async () => {
  using room = await classOf(3);
  await asked(room, yesNo);
  const [ines, tom, zoe] = room.pupils as [Voice, Voice, Voice];
  for (const [voice, answer] of [
    [ines, '10'],
    [tom, '01'],
    [zoe, '10'],
  ] as const)
    expect(await voice.desk.answer(voice.poll(), answer)).toBe(true);
  await tom.desk.answer(tom.poll(), '10');
  await expect.poll(() => answers(room.teacher), patience).toEqual(['10', '10', '10']);
  expect(answers(ines)).toEqual([]);
  await room.teacher.desk.close(room.teacher.poll());
  await everybodyHas(room, ({ poll }) => poll().at, 'closed');
  const counts = countsOf(yesNo, answers(room.teacher) as string[]);
  await room.teacher.desk.show(room.teacher.poll(), counts, []);
  await everybodyHas(room, ({ poll }) => poll().shown?.counts, [3, 0]);
});

test('after a reload the teacher reads the answers again, and a pupil their own; who comes late sees the poll that is running', async () => {
  using room = await classOf(2);
  await asked(room, yesNo);
  const [ines] = room.pupils as [Voice, Voice];
  await ines.desk.answer(ines.poll(), '01');
  await room.reload(room.teacher);
  await expect.poll(() => answers(room.teacher), patience).toEqual(['01']);
  const back = await room.reload(ines);
  await expect.poll(() => back.desk.knownOf(back.poll()?.id ?? '').own, patience).toBe('01');
  const late = await room.join('Zoé');
  await expect.poll(() => late.poll()?.at, patience).toBe('open');
  await late.desk.answer(late.poll(), '10');
  await expect.poll(() => answers(room.teacher), patience).toEqual(['01', '10']);
});

test('an anonymous poll: everybody has the sum, and nothing else of it comes out of any browser', async () => {
  using room = await classOf(6);
  await asked(room, { ...yesNo, anonymous: true });
  for (const [index, voice] of room.pupils.entries())
    expect(await voice.desk.answer(voice.poll(), index < 4 ? '10' : '01')).toBe(true);
  // Changed before it is closed: it costs nothing, since nothing of it had left the browser.
  await room.pupils[0]!.desk.answer(room.pupils[0]!.poll(), '01');
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(6);
  await room.teacher.desk.close(room.teacher.poll());
  await everybodyHas(room, ({ poll }) => anonymousCounts(poll()), [3, 3]);
});

test('with fewer than five an anonymous poll is not counted', async () => {
  using room = await classOf(4);
  await asked(room, { ...yesNo, anonymous: true });
  for (const voice of room.pupils) await voice.desk.answer(voice.poll(), '10');
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(4);
  await room.teacher.desk.close(room.teacher.poll());
  await everybodyHas(room, ({ poll }) => [poll().at, poll().shares.length], ['open', 0]);
});

test('a share that is missing: nothing comes of the poll, and nobody is asked again by themselves', async () => {
  using room = await classOf(6);
  await asked(room, { ...yesNo, anonymous: true });
  for (const voice of room.pupils) await voice.desk.answer(voice.poll(), '10');
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(6);
  room.pupils[2]!.browser.online = false;
  await room.teacher.desk.close(room.teacher.poll());
  await expect.poll(() => room.teacher.poll().shares.length, patience).toBe(5);
  expect(room.teacher.poll().at).toBe('counting');
  room.passTime();
  await expect.poll(() => room.teacher.poll().at, patience).toBe('void');
  expect(isVoid(room.teacher.poll())).toBe(true);
  expect(anonymousCounts(room.teacher.poll())).toBe(null);
});

test('whose page was loaded anew answers again before an anonymous poll is closed, else they are missing in it', async () => {
  using room = await classOf(5);
  await asked(room, { ...yesNo, anonymous: true });
  for (const voice of room.pupils) await voice.desk.answer(voice.poll(), '10');
  const back = await room.reload(room.pupils[1]!);
  await expect.poll(() => back.poll()?.ready.length, patience).toBe(5);
  expect(back.desk.knownOf(back.poll().id).takesPart).toBe(false);
  expect(await back.desk.answer(back.poll(), '01')).toBe(true);
  await room.teacher.desk.close(room.teacher.poll());
  await everybodyHas(room, ({ poll }) => anonymousCounts(poll()), [4, 1]);
});

test('who comes late takes part in an anonymous poll that is open, and cannot once it is closed', async () => {
  using room = await classOf(5);
  await asked(room, { ...yesNo, anonymous: true });
  for (const voice of room.pupils) await voice.desk.answer(voice.poll(), '10');
  const late = await room.join('Zoé');
  await expect.poll(() => late.poll()?.ready.length, patience).toBe(5);
  await late.desk.answer(late.poll(), '01');
  await expect.poll(() => room.teacher.poll().ready.length, patience).toBe(6);
  await room.teacher.desk.close(room.teacher.poll());
  await everybodyHas(room, ({ poll }) => anonymousCounts(poll()), [5, 1]);
  const tooLate = await room.join('Ali');
  await expect.poll(() => tooLate.poll()?.at, patience).toBe('closed');
  expect(anonymousCounts(tooLate.poll())).toEqual([5, 1]);
  await tooLate.desk.answer(tooLate.poll(), '01');
  expect(anonymousCounts(room.teacher.poll())).toEqual([5, 1]);
});

test('a quiz: the right answer is not to be had before it is shown, and shown it is the one of the start', async () => {
  using room = await classOf(2);
  await asked(room, { ...yesNo, text: '7 × 8 ?', choices: ['54', '56'], right: '01' });
  const [ines] = room.pupils as [Voice, Voice];
  await ines.desk.answer(ines.poll(), '01');
  expect(ines.desk.knownOf(ines.poll().id).right).toBe(null);
  // The teacher's page was loaded anew: it knows the right answer again.
  await room.reload(room.teacher);
  await expect.poll(() => room.teacher.desk.knownOf(room.teacher.poll()?.id ?? '').right?.marks, patience).toBe('01');
  await room.teacher.desk.close(room.teacher.poll());
  await room.teacher.desk.show(room.teacher.poll(), [0, 1], []);
  await everybodyHas(room, ({ poll, desk }) => [poll().shown?.right?.marks, desk.knownOf(poll().id).isBound], ['01', true]);
});
