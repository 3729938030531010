import { Refusal } from '../../../server/protocol/refusal.ts';
import type { ToolMember, ToolRoom } from '../../../server/tools/port.ts';
import { type TestClock, testClock } from '../../kit/clock.ts';

/** A class as a tool sees it, with one host in it who may do everything. `told`: the names of the news, `changed` for its state. */
export type FakeToolRoom = {
  readonly view: ToolRoom;
  readonly clock: TestClock;
  readonly host: ToolMember;
  readonly told: string[];
};

export const fakeToolRoom = (): FakeToolRoom => {
  const clock = testClock();
  const told: string[] = [];
  const host: ToolMember = { id: 'h'.repeat(22), role: 'host' };
  const tell = (name: string) => void told.push(name);
  return {
    clock,
    host,
    told,
    view: {
      clock,
      member: (id) => {
        if (id !== host.id) throw new Refusal('not-found');
        return host;
      },
      holdsClass: ({ role }) => role !== 'student',
      requireHolder: ({ role }) => {
        if (role === 'student') throw new Refusal('forbidden');
      },
      mayDo: () => true,
      requireRight: () => {},
      tell: (_ids, name) => tell(name),
      tellPresent: (name) => tell(name),
      tellHosts: (name) => tell(name),
      changed: () => tell('changed'),
    },
  };
};
