import { expect, test } from 'vitest';
import { chatKind } from '../../../client/tools/chat/kinds.ts';
import { newLesson, reload, warnings } from '../crypto/lesson.ts';

const yearMs = 365 * 86_400_000;
const scopes = ['all', 'private', 'hosts'] as const;

test.each(scopes)(
  'a pupil’s clock that is a year ahead and set right before a reload costs no message (%s), and warns nobody (F7)',
  async (scope) => {
    const { relay, host, ada } = await newLesson();
    const write = async (from: typeof ada, text: string) => {
      if (scope === 'all') return from.group.sealAll({ text }, chatKind);
      const [mail] = await from.group.sealFor([host.id], scope, { text }, chatKind);
      return mail?.box ?? '';
    };
    relay.time.setBack(-yearMs);
    expect(await relay.chat(host, ada.id, await write(ada, 'avant'), scope)).toBe('avant');
    relay.time.setBack(yearMs);
    const again = await reload(relay, ada);
    expect(await relay.chat(host, again.id, await write(again, 'après'), scope)).toBe('après');
    // And as often as one likes.
    const third = await reload(relay, again);
    expect(await relay.chat(host, third.id, await write(third, 'encore'), scope)).toBe('encore');
    expect(warnings(relay)).toEqual([]);
  },
);

test.each([17_999, 18_000, 18_001, 40_000])(
  'a teacher’s clock that is a year ahead, and set right before a reload %i ms later, leaves her heard: her word goes on (F7)',
  async (ms) => {
    const { relay, host, bea } = await newLesson();
    relay.time.setBack(-yearMs);
    await relay.pass(ms);
    relay.time.setBack(yearMs);
    const again = await reload(relay, host);
    await relay.pass(120_000);
    expect(warnings(relay)).toEqual([]);
    const box = await again.group.sealAll({ text: 'bonjour' }, chatKind);
    expect(await relay.chat(bea, again.id, box)).toBe('bonjour');
    const cleo = await relay.admitted('Cléo', again);
    await relay.pass(120_000);
    const second = await again.group.sealAll({ text: 'bienvenue' }, chatKind);
    expect(await relay.chat(cleo, again.id, second)).toBe('bienvenue');
    expect(warnings(relay)).toEqual([]);
  },
);
