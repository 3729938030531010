import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LocalMedia } from '../../../client/call/local.ts';
import { createStore } from '../../../client/call/store.ts';
import type { Streams } from '../../../client/media/streams.ts';
import type { DeviceTrouble } from '../../../client/media/troubles.ts';
import type { Signaling } from '../../../client/net/signaling.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Kind = 'mic' | 'camera';
const lists = { mic: 'audioinput', camera: 'videoinput' } as const;
const devices: readonly Kind[] = ['mic', 'camera'];

class Track extends EventTarget {
  readonly kind: string;
  readonly deviceId: string;
  readyState = 'live';
  muted = false;
  contentHint = '';
  constructor(source: Kind, deviceId: string) {
    super();
    this.kind = source === 'mic' ? 'audio' : 'video';
    this.deviceId = deviceId;
  }
  getSettings() {
    return { deviceId: this.deviceId, groupId: `group of ${this.deviceId}` };
  }
  /** By the page: of this the browser tells nothing. */
  stop() {
    this.readyState = 'ended';
  }
  end() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
  mute(muted: boolean) {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }
}

/** A computer whose devices and permissions the test moves, and a person in a class who has turned on one of them. */
const open = async (source: Kind) => {
  const plugged = new Set(['first', 'second']);
  const status = Object.assign(new EventTarget(), { state: 'granted' });
  const fault: { name: string | null } = { name: null };
  const opened: Track[] = [];
  type Wanted = { readonly deviceId?: { readonly exact: string } };
  const getUserMedia = ({ audio, video }: { audio?: Wanted; video?: Wanted }) => {
    const id = (audio ?? video)?.deviceId?.exact ?? 'first';
    const name =
      fault.name ?? (status.state === 'granted' ? (plugged.has(id) ? null : 'OverconstrainedError') : 'NotAllowedError');
    if (name) return Promise.reject(new DOMException('no', name));
    const track = new Track(source, id);
    opened.push(track);
    return Promise.resolve({ getTracks: () => [track] });
  };
  const enumerateDevices = () =>
    Promise.resolve(
      Array.from(plugged, (deviceId) => ({ deviceId, groupId: `group of ${deviceId}`, kind: lists[source], label: deviceId })),
    );
  const mediaDevices = Object.assign(new EventTarget(), { getUserMedia, enumerateDevices });
  vi.stubGlobal('navigator', { mediaDevices, permissions: { query: () => Promise.resolve(status) } });
  const store = createStore('self', false);
  const asked: string[] = [];
  const ask = (event: string, { paused }: { paused?: boolean }) => {
    asked.push(paused === undefined ? event : `${event} ${String(paused)}`);
    return Promise.resolve({ ok: true, value: {} });
  };
  const media = new LocalMedia(store, { ask } as unknown as Signaling, {} as never, () => Promise.reject(new Error('none')));
  const streams = { send: vi.fn(() => Promise.resolve()), replace: vi.fn(), pause: vi.fn(), stop: vi.fn(), close: vi.fn() };
  vi.spyOn(media.path, 'streams', 'get').mockReturnValue(Promise.resolve(streams as unknown as Streams));
  await media.start(source);
  const settle = () => vi.advanceTimersByTimeAsync(2_000);
  const plug = (deviceId: string, on: boolean) => {
    if (on) plugged.add(deviceId);
    else plugged.delete(deviceId);
    mediaDevices.dispatchEvent(new Event('devicechange'));
    return settle();
  };
  const allow = (state: 'granted' | 'denied') => {
    status.state = state;
    status.dispatchEvent(new Event('change'));
    return settle();
  };
  const state = () => store.local.value[source];
  const said = () =>
    store.notices.value.map((notice) => [notice.message, ...('trouble' in notice && notice.trouble ? [notice.trouble] : [])]);
  return { store, media, streams, asked, opened, plugged, fault, settle, plug, allow, state, said };
};

type World = Awaited<ReturnType<typeof open>>;
const losses: readonly (readonly [DeviceTrouble, (world: World) => Promise<unknown>, (world: World) => Promise<unknown>])[] = [
  ['unplugged', (world) => world.plug('first', false), (world) => world.plug('first', true)],
  ['takenBack', (world) => world.allow('denied'), (world) => world.allow('granted')],
];

for (const source of devices) {
  test.each(losses)(
    `a ${source} that goes while it is on (%s) is said and shown off, and the same one is on again as soon as it is back (F4)`,
    async (trouble, lose, giveBack) => {
      const world = await open(source);
      expect(world.state()).toBe('on');
      await lose(world);
      world.opened[0]?.end();
      await world.settle();
      expect(world.state()).toBe('off');
      expect(world.store.localTracks.value.has(source)).toBe(false);
      expect(world.asked).toEqual(['media.close']);
      expect(world.said()).toEqual([['deviceLost', trouble]]);
      await giveBack(world);
      expect(world.state()).toBe('on');
      expect(world.opened.map(({ deviceId }) => deviceId)).toEqual(['first', 'first']);
      expect(world.said().at(-1)).toEqual(['deviceBack']);
      // Nothing waits any more.
      await giveBack(world);
      expect(world.opened).toHaveLength(2);
    },
  );

  test(`a ${source} that another program takes is said so, and comes back when the devices change (F4)`, async () => {
    const world = await open(source);
    world.opened[0]?.end();
    world.fault.name = 'NotReadableError';
    await world.settle();
    expect(world.said()).toEqual([['deviceLost', 'taken']]);
    await world.plug('third', true);
    expect(world.state()).toBe('off');
    expect(world.said()).toHaveLength(1);
    world.fault.name = null;
    await world.plug('third', false);
    expect(world.state()).toBe('on');
  });

  test(`a ${source} that went does not come on where the person has wanted otherwise, nor long after (F4)`, async () => {
    for (const meanwhile of [
      (world: World) => world.media.stop(source),
      (world: World) => Promise.resolve(world.media.end(source)),
      () => vi.advanceTimersByTimeAsync(120_000),
    ]) {
      const world = await open(source);
      await world.plug('first', false);
      world.opened[0]?.end();
      await world.settle();
      await meanwhile(world);
      await world.plug('first', true);
      expect(world.state()).toBe('off');
      expect(world.opened).toHaveLength(1);
    }
  });

  test(`in place of a ${source} that went, another one is on as soon as it is chosen; the first stays off when it is back (F4)`, async () => {
    const world = await open(source);
    await world.plug('first', false);
    world.opened[0]?.end();
    await world.settle();
    await world.media.setDevice(source, 'second');
    expect(world.state()).toBe('on');
    await world.plug('first', true);
    expect(world.opened.map(({ deviceId }) => deviceId)).toEqual(['first', 'second']);
  });

  test(`a ${source} that was changed in class is followed like the first one (F4)`, async () => {
    const world = await open(source);
    await world.media.setDevice(source, 'second');
    await world.plug('second', false);
    world.opened[1]?.end();
    await world.settle();
    expect(world.state()).toBe('off');
    expect(world.said()).toEqual([['deviceLost', 'unplugged']]);
  });

  test(`a ${source} that is muted by the computer is said and shown off, and on again when it is not (F4)`, async () => {
    const world = await open(source);
    world.opened[0]?.mute(true);
    await world.settle();
    expect(world.state()).toBe('paused');
    expect(world.asked).toEqual(['media.pause true']);
    expect(world.said()).toEqual([['deviceLost', 'muted']]);
    world.opened[0]?.mute(false);
    await world.settle();
    expect(world.state()).toBe('on');
    expect(world.asked).toEqual(['media.pause true', 'media.pause false']);
    expect(world.said().at(-1)).toEqual(['deviceBack']);
  });

  test(`a ${source} that is silent for a moment only is left alone; pressed while it is muted, it is asked for anew (F4)`, async () => {
    const world = await open(source);
    world.opened[0]?.mute(true);
    world.opened[0]?.mute(false);
    await world.settle();
    expect(world.said()).toEqual([]);
    expect(world.state()).toBe('on');
    world.opened[0]?.mute(true);
    await world.settle();
    await world.media.start(source);
    expect(world.opened).toHaveLength(2);
    expect(world.opened[0]?.readyState).toBe('ended');
    expect(world.state()).toBe('on');
  });

  const faults: readonly (readonly [string, DeviceTrouble])[] = [
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotAllowedError', 'forbidden'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'other'],
  ];
  test.each(faults)(`in class a ${source} that answers %s is said to be: %s (F11)`, async (name, trouble) => {
    const world = await open(source);
    await world.media.stop(source);
    world.media.end(source);
    world.fault.name = name;
    await world.media.start(source);
    expect(world.said()).toEqual([['deviceFailed', trouble]]);
    expect(world.state()).toBe('off');
  });
}

test('a microphone that went while the person had it off is asked for anew when it is wanted, and nothing is said (F4)', async () => {
  const world = await open('mic');
  await world.media.stop('mic');
  world.opened[0]?.end();
  await world.settle();
  expect(world.said()).toEqual([]);
  await world.media.start('mic');
  expect(world.opened).toHaveLength(2);
  expect(world.state()).toBe('on');
});
