import { expect, onTestFinished, test, vi } from 'vitest';
import { openOperatorActs } from '../../server/app/operatorActs.ts';
import type { OperatorAct, OperatorStore } from '../../server/store/ports/operator.ts';
import { testClock } from '../kit/clock.ts';

test('what could not be followed up, since the store was busy, is followed up a second later', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const acts: OperatorAct[] = [];
  const ended: string[] = [];
  const logged: string[] = [];
  let changed = false;
  let busy = 0;
  const operator = {
    async acts() {
      if (busy-- > 0) throw new Error('database is locked');
      return [...acts];
    },
    async forgetAct(id: number) {
      acts.splice(
        acts.findIndex((act) => act.id === id),
        1,
      );
    },
  } as OperatorStore;
  await using _following = await openOperatorActs({
    store: {
      operator,
      async changedElsewhere() {
        const before = changed;
        changed = false;
        return before;
      },
      settle: async () => {},
    },
    clock: testClock(),
    log: (event) => logged.push(event),
    noteErased: () => {},
    endErased: async (classId) => void ended.push(classId),
  });
  acts.push({ id: 1, at: 0, act: 'host-removed', account: 'host', classes: ['class'], counts: {} });
  changed = true;
  busy = 2;
  await vi.advanceTimersByTimeAsync(2_000);
  expect([ended, logged]).toEqual([[], ['store.fault', 'store.fault']]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([ended, acts]).toEqual([['class'], []]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ended).toEqual(['class']);
});
