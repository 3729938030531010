import { joinWith, newGroup, newPeople, take } from '../../unit/crypto/mlsClass.ts';
import type { Part } from '../bench.ts';
import { type Row, compared } from '../report.ts';

const part = 'group';
const people = 30;
const repeats = 5;

type What = 'added' | 'joined' | 'followed' | 'removed' | 'left behind';

/** What the keys of a lesson cost a browser, by itself: CPU time of the group's own code, without pages, line or server. */
export const measureGroup: Part = async ({ say }) => {
  const times: Record<What, number[]> = { added: [], joined: [], followed: [], removed: [], 'left behind': [] };
  const timed = async <T>(what: What, task: () => Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const result = await task();
    const { user, system } = process.cpuUsage(before);
    times[what].push((user + system) / 1e3);
    return result;
  };
  // The first round warms the code up.
  for (let round = 0; round <= repeats; round++) {
    say(`a lesson of ${people}, round ${round} of ${repeats}`);
    if (round === 1) for (const list of Object.values(times)) list.length = 0;
    const [early] = await newPeople(1);
    if (!early) throw new Error('nobody came');
    const alone = await newGroup();
    const pair = await alone.commit({ add: [early.public] });
    const member = await joinWith(pair.welcome, early);
    const newcomers = await newPeople(people);
    const added = await timed('added', () => pair.next.commit({ add: newcomers.map((one) => one.public) }));
    const [first] = newcomers;
    if (!first) throw new Error('nobody came');
    const newcomer = await timed('joined', () => joinWith(added.welcome, first));
    const followed = await timed('followed', () => take(member, added.commit));
    const gone = added.next.members.findLast(({ id }) => id !== newcomer.own?.id);
    const removal = await timed('removed', () => added.next.commit({ remove: [gone?.leaf ?? 0] }));
    await timed('left behind', () => take(followed, removal.commit));
  }
  const row = (what: string, of: What, note?: string): Row =>
    compared({ part, what, unit: 'ms CPU', ours: times[of], floor: [], ...(note && { note }) });
  return [
    row(`${people} come in together: at the host`, 'added', 'in Node, the group’s code by itself: no page, no line'),
    row(`${people} come in together: at each who comes`, 'joined'),
    row(`${people} come in together: at a member`, 'followed'),
    row(`one of ${people + 2} is removed: at the host`, 'removed'),
    row(`one of ${people + 2} is removed: at a member`, 'left behind'),
  ];
};
