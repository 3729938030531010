import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createActions } from '../../../client/call/actions.ts';
import type { Parts } from '../../../client/call/news.ts';
import { announce, createStore } from '../../../client/call/store.ts';
import { toolCall } from '../../../client/call/toolCall.ts';
import { CryptoRefusal } from '../../../client/crypto/base/refusal.ts';
import { chatKind, longestText, messageOf } from '../../../client/tools/chat/kinds.ts';

/** A call of which the parts that are named do this, and the others are not there. */
const call = (parts: object): Parts => ({ store: createStore('me', true), ...parts }) as unknown as Parts;
const said = ({ store }: Parts) => store.notices.value.map((notice) => ('code' in notice ? notice.code : notice.message));
const failing = (error: unknown) => () => Promise.reject(error);

test.each([
  [new CryptoRefusal('too-long'), 'too-large'],
  [new CryptoRefusal('unreadable'), 'unsealed'],
  [new DOMException('', 'OperationError'), 'unsealed'],
  [new TypeError('x'), 'unsealed'],
])('what cannot be sealed is said, whatever it fails by: %s (F17)', async (error, notice) => {
  for (const seal of ['sealAll', 'sealFor'] as const) {
    const parts = call({ group: { sealAll: failing(error), sealFor: failing(error) } });
    const tool = toolCall(parts);
    const sealed =
      seal === 'sealAll' ? tool.sealAll(chatKind, { text: 'a' }) : tool.sealFor(chatKind, ['b'], 'hosts', { text: 'a' });
    expect(await sealed).toBe(null);
    expect(said(parts)).toEqual([notice]);
  }
});

test('what is written to nobody, because they have left, is said not to have gone (F17)', async () => {
  const parts = call({ group: { sealFor: () => Promise.resolve([]) } });
  expect(await toolCall(parts).sealFor(chatKind, ['gone'], 'private', { text: 'a' })).toBe(null);
  expect(said(parts)).toEqual(['nobody']);
});

test('no action of a class fails without a word, whatever throws in it (F17)', async () => {
  const broken = new Proxy({}, { get: () => failing(new TypeError('x')) });
  const actions = createActions(call({ group: broken, signaling: broken, media: broken }));
  const parts = () => call({ group: broken, signaling: broken, media: broken });
  const inputs: Record<string, readonly unknown[]> = { setLobby: [false], admit: [['a']], setScreen: [true] };
  const quiet = ['dismissNotice', 'watch', 'setAudioOnly'];
  for (const name of Object.keys(actions).filter((one) => !quiet.includes(one))) {
    const own = parts();
    const act = createActions(own)[name as 'remove'] as (...given: unknown[]) => Promise<unknown>;
    await act(...(inputs[name] ?? ['a', 'b', true]));
    expect([name, said(own)]).toEqual([name, ['failed']]);
  }
});

test('a refusal stays to be read while a whole class comes in behind it (F17)', () => {
  const parts = call({});
  announce(parts.store, 'refused', { code: 'conflict' });
  for (let index = 0; index < 30; index += 1) announce(parts.store, index % 2 ? 'joined' : 'left');
  expect(said(parts)).toHaveLength(5);
  expect(said(parts)).toContain('conflict');
});

test('every message that the box takes fits into what is sealed, whatever its letters (F17)', () => {
  const sealedBytes = (text: string) => new TextEncoder().encode(JSON.stringify({ text })).length;
  // The nonce, the signature, the padding and the head of a message of the group.
  const around = 1_000;
  const letters = fc.constantFrom('字', '"', '\\', '\n', '\u0001', '\ud800', '🦊', 'é', '\u2028', 'a', '\u007f');
  fc.assert(
    fc.property(fc.array(letters, { minLength: longestText, maxLength: longestText }), (all) => {
      const message = messageOf(all.join('')).slice(0, longestText);
      expect(sealedBytes(message)).toBeLessThanOrEqual(chatKind.bytes - around);
    }),
    { numRuns: 200 },
  );
});

test('who leaves on a dead line has left within seconds, with microphone and camera (F17)', async () => {
  vi.useFakeTimers();
  const finish = vi.fn<() => void>();
  const parts = call({ finish, signaling: { ask: () => new Promise(() => {}) } });
  const leaving = createActions(parts).leave();
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await leaving;
  expect(parts.store.phase.value).toEqual({ at: 'gone', reason: 'left' });
  expect(finish).toHaveBeenCalledOnce();
});
