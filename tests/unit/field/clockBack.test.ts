import { expect, test, vi } from 'vitest';
import { browserTime } from '../../../client/crypto/base/browserTime.ts';
import { noteServerTime, serverNow } from '../../../client/net/serverClock.ts';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { newLesson, warnings } from '../crypto/lesson.ts';

/** Less than what is planned ahead, as in the report, a time zone, and a battery that was empty. */
const back = [60_000, 3_600_000, 3 * 365 * 86_400_000];
/** Both ways: set back, and ahead. */
const steps = back.flatMap((ms) => [ms, -ms]);

test.each(steps)(
  'a teacher’s clock that is set back by %i ms lets a newcomer in within two seconds, who hears and is heard (F3)',
  async (ms) => {
    const { relay, host } = await newLesson();
    await relay.pass(20_000);
    relay.time.setBack(ms);
    const cleo = await relay.admitted('Cléo', host);
    await relay.pass(1_000);
    expect(await relay.chat(cleo, host.id, await host.group.sealAll({ text: 'bonjour' }, chatKind))).toBe('bonjour');
    expect(await relay.chat(host, cleo.id, await cleo.group.sealAll({ text: 'présente' }, chatKind))).toBe('présente');
    expect(warnings(relay)).toEqual([]);
  },
);

test.each(steps)(
  'a removal gives a new key within two seconds, also when the teacher’s clock was set back by %i ms just before (F3)',
  async (ms) => {
    const { relay, host, ada, bea } = await newLesson();
    await relay.pass(20_000);
    const before = relay.room.group?.epoch ?? 0;
    relay.time.setBack(ms);
    void host.group.exclude(ada.id);
    await relay.pass(2_000);
    expect(relay.room.group?.epoch).toBeGreaterThan(before);
    expect(await relay.chat(bea, host.id, await host.group.sealAll({ text: 'entre nous' }, chatKind))).toBe('entre nous');
    expect(warnings(relay)).toEqual([]);
  },
);

/** What the server answers with, as far as its time goes. */
const answered = (at: number) => new Response(null, { headers: { date: new Date(at).toUTCString() } });

test('what the group does later is timed by a clock that nobody sets (F3)', () => {
  const before = browserTime.now();
  try {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    expect(browserTime.now()).toBeGreaterThanOrEqual(before);
    vi.setSystemTime(Date.now() + 7_200_000);
    expect(browserTime.now()).toBeLessThan(before + 3_600_000);
  } finally {
    vi.useRealTimers();
  }
});

test('the time that is shown is the server’s, however wrong the device’s clock is and whenever it is set (F16)', () => {
  const server = Date.now();
  const year = 365 * 86_400_000;
  try {
    vi.useFakeTimers({ toFake: ['Date'], now: server - 3 * year });
    noteServerTime(answered(server));
    for (const wrong of [-3 * year, 0, 7_200_000, 3 * year]) {
      vi.setSystemTime(server + wrong);
      expect(Math.abs(serverNow() - server)).toBeLessThan(5_000);
    }
  } finally {
    vi.useRealTimers();
  }
});
