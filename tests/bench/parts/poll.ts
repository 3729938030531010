import { anonymousCounts } from '../../../client/tools/polls/poll.ts';
import { classOf, yesNo } from '../../unit/polls/pollClass.ts';
import type { Part } from '../bench.ts';
import { compared } from '../report.ts';

const part = 'poll';
const people = 30;
const repeats = 5;

/** An anonymous poll of a whole class, from closing it to the result in every browser: all of them in one process, without pages and line. */
export const measurePoll: Part = async ({ say }) => {
  const times = { result: [] as number[], cpu: [] as number[], bytes: [] as number[] };
  for (let round = 0; round <= repeats; round++) {
    say(`a poll of ${people}, round ${round} of ${repeats}`);
    // The first round warms the code up.
    if (round === 1) for (const list of Object.values(times)) list.length = 0;
    using room = await classOf(people);
    const { teacher, pupils, voices } = room;
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await new Promise((next) => setTimeout(next, 2));
    };
    await teacher.desk.ask({ ...yesNo, anonymous: true });
    await until(() => voices.every(({ desk }) => desk.polls.value.length > 0));
    for (const [index, one] of pupils.entries()) await one.desk.answer(one.poll(), index % 3 === 0 ? '01' : '10');
    await until(() => voices.every(({ poll }) => poll().ready.length === people));
    const begun = performance.now();
    const before = process.cpuUsage();
    await teacher.desk.close(teacher.poll());
    await until(() => voices.every(({ poll }) => anonymousCounts(poll()) !== null));
    const { user, system } = process.cpuUsage(before);
    times.result.push(performance.now() - begun);
    times.cpu.push((user + system) / 1e3 / (people + 1));
    times.bytes.push(teacher.poll().shares.reduce((sum, { share }) => sum + (share.length * 3) / 4, 0) / people);
  }
  const note = 'in Node, all browsers in one process, so that each waits for all';
  return [
    compared({
      part,
      what: `anonymous poll of ${people}: from closing to the result`,
      unit: 'ms',
      ours: times.result,
      floor: [],
      oursMost: 1_000,
      note,
    }),
    compared({ part, what: 'the same: CPU of each browser', unit: 'ms CPU', ours: times.cpu, floor: [] }),
    compared({ part, what: 'the same: what each sends, before it is sealed', unit: 'bytes', ours: times.bytes, floor: [] }),
  ];
};
