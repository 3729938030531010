import { afterEach, expect, test, vi } from 'vitest';
import { LocalMedia } from '../../../client/call/local.ts';
import { createStore } from '../../../client/call/store.ts';
import type { Streams } from '../../../client/media/streams.ts';
import type { Signaling } from '../../../client/net/signaling.ts';

afterEach(() => vi.unstubAllGlobals());

const fakeTrack = (kind: 'audio' | 'video') => Object.assign(new EventTarget(), { kind, contentHint: '', stop: vi.fn() });

/** A person whose devices, and whose server, answer when the test says so. */
const open = () => {
  const store = createStore('self', false);
  const devices: ((tracks: ReturnType<typeof fakeTrack>[]) => void)[] = [];
  const asksDevice = () => new Promise((answer) => devices.push((tracks) => answer({ getTracks: () => tracks })));
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: asksDevice, getDisplayMedia: asksDevice } });
  const told: string[] = [];
  const sent: (() => void)[] = [];
  const ask = (event: string) => Promise.resolve(void told.push(event)).then(() => ({ ok: true, value: {} }));
  const media = new LocalMedia(store, { ask } as unknown as Signaling, {} as never, () => Promise.reject(new Error('none')));
  const streams = {
    send: () => new Promise<void>((done) => sent.push(() => (told.push('media.produce'), done()))),
    stop: vi.fn(),
    close: vi.fn(),
  };
  vi.spyOn(media.path, 'streams', 'get').mockReturnValue(Promise.resolve(streams as unknown as Streams));
  return { store, media, devices, told, sent };
};

const each = [
  ['mic', 'audio'],
  ['camera', 'video'],
  ['screen', 'video'],
] as const;

test.each(each)(
  'a %s turned off before its device has answered stays off, and the device is let go (F2)',
  async (source, kind) => {
    const { store, media, devices, sent } = open();
    const starting = media.start(source);
    await media.stop(source);
    const track = fakeTrack(kind);
    devices[0]?.([track]);
    await starting;
    expect(track.stop).toHaveBeenCalled();
    expect(store.local.value[source]).toBe('off');
    expect(sent).toHaveLength(0);
  },
);

test.each(each)(
  'a %s turned off and on again uses the second device only, in whatever order they answer (F2)',
  async (source, kind) => {
    const { store, media, devices, sent } = open();
    const first = media.start(source);
    await media.stop(source);
    const second = media.start(source);
    const [late, wanted] = [fakeTrack(kind), fakeTrack(kind)];
    devices[1]?.([wanted]);
    await expect.poll(() => sent.length).toBe(1);
    sent[0]?.();
    await second;
    devices[0]?.([late]);
    await first;
    expect(late.stop).toHaveBeenCalled();
    expect(wanted.stop).not.toHaveBeenCalled();
    expect(store.local.value[source]).toBe('on');
  },
);

test.each(each)('that a %s is off is asked behind that it is on, however late the server answers (F12)', async (source, kind) => {
  const { store, media, devices, told, sent } = open();
  const starting = media.start(source);
  devices[0]?.([fakeTrack(kind)]);
  await expect.poll(() => sent.length).toBe(1);
  const stopping = media.stop(source);
  await Promise.resolve();
  sent[0]?.();
  await Promise.all([starting, stopping]);
  expect(told.filter((event) => event !== 'media.pause')).toEqual(['media.produce', 'media.close']);
  expect(store.local.value[source]).toBe('off');
});
