import { afterEach, expect, test, vi } from 'vitest';
import { createTrial } from '../../../client/pages/preflight/trials/trial.ts';

afterEach(() => vi.unstubAllGlobals());

const fakeTrack = (deviceId: string) => Object.assign(new EventTarget(), { getSettings: () => ({ deviceId }), stop: vi.fn() });
type Track = ReturnType<typeof fakeTrack>;

/** A computer whose devices answer, and are listed, when the test says so. */
const open = () => {
  const answers: ((track: Track) => void)[] = [];
  const lists: (() => void)[] = [];
  const getUserMedia = () => new Promise((done) => answers.push((track) => done({ getTracks: () => [track] })));
  const plugged: { readonly kind: string; readonly deviceId: string; readonly label: string }[] = [];
  const status = { state: 'granted' };
  const enumerateDevices = () => new Promise((done) => lists.push(() => done(plugged)));
  vi.stubGlobal('navigator', {
    mediaDevices: { getUserMedia, enumerateDevices },
    permissions: { query: () => Promise.resolve(status) },
  });
  return { answers, lists, plugged, status };
};

for (const source of ['mic', 'camera'] as const) {
  test(`before the class too, a ${source} whose trial is stopped before it has begun stays off, and is let go (F2)`, async () => {
    const { answers } = open();
    const trial = createTrial(source);
    const starting = trial.start();
    trial.stop();
    const track = fakeTrack('late');
    answers[0]?.(track);
    await starting;
    expect(track.stop).toHaveBeenCalled();
    expect(trial.state.value).toEqual({ at: 'off' });
  });

  test(`before the class, of two trials of a ${source} the last one wins, in whatever order the devices answer (F2)`, async () => {
    const { answers, lists } = open();
    const trial = createTrial(source);
    const first = trial.start();
    const second = trial.choose('wanted');
    const [late, wanted] = [fakeTrack('late'), fakeTrack('wanted')];
    answers[1]?.(wanted);
    await expect.poll(() => lists.length).toBe(1);
    answers[0]?.(late);
    await first;
    lists[0]?.();
    await second;
    expect(late.stop).toHaveBeenCalled();
    expect(wanted.stop).not.toHaveBeenCalled();
    expect(trial.state.value).toEqual({ at: 'on', track: wanted });
  });

  test(`a ${source} chosen while the devices are still being listed stays the chosen one (F2)`, async () => {
    const { answers, lists } = open();
    const trial = createTrial(source);
    const first = trial.start();
    answers[0]?.(fakeTrack('first'));
    await expect.poll(() => lists.length).toBe(1);
    const second = trial.choose('second');
    lists[0]?.();
    await first;
    expect(trial.chosen.value).toBe('second');
    answers[1]?.(fakeTrack('second'));
    await expect.poll(() => lists.length).toBe(2);
    lists[1]?.();
    await second;
    expect(trial.chosen.value).toBe('second');
  });

  test.each([
    ['unplugged', 'missing'],
    ['takenBack', 'forbidden'],
    ['taken', 'busy'],
  ] as const)(`a trial of a ${source} that ends by itself (%s) is said with what to do: %s (F4)`, async (why, trouble) => {
    const { answers, lists, plugged, status } = open();
    const trial = createTrial(source);
    const starting = trial.start();
    const track = fakeTrack('first');
    answers[0]?.(track);
    await expect.poll(() => lists.length).toBe(1);
    lists[0]?.();
    await starting;
    if (why === 'takenBack') status.state = 'denied';
    if (why === 'taken')
      plugged.push({ kind: source === 'mic' ? 'audioinput' : 'videoinput', deviceId: 'first', label: 'first' });
    track.dispatchEvent(new Event('ended'));
    if (why !== 'takenBack') {
      await expect.poll(() => lists.length).toBe(2);
      lists[1]?.();
    }
    await expect.poll(() => trial.state.value).toEqual({ at: 'failed', trouble });
  });
}
