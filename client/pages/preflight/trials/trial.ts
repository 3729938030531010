import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { capture } from '../../../media/devices.ts';
import { whyEnded } from '../../../media/loss.ts';
import { type DeviceTrouble, diagnose } from '../../../media/troubles.ts';

export type TrialState =
  | { readonly at: 'off' }
  | { readonly at: 'starting' }
  | { readonly at: 'on'; readonly track: MediaStreamTrack }
  | { readonly at: 'failed'; readonly trouble: DeviceTrouble };

/** A device tried out before the class. Nothing of it leaves the browser. */
export type Trial = {
  readonly state: ReadonlySignal<TrialState>;
  /** The devices of this kind; without names until access was given once. */
  readonly devices: ReadonlySignal<readonly MediaDeviceInfo[]>;
  /** The chosen device's id; empty for the browser's default. */
  readonly chosen: Signal<string>;
  start(): Promise<void>;
  choose(deviceId: string): Promise<void>;
  stop(): void;
};

const kinds = { mic: 'audioinput', camera: 'videoinput' } as const;

/** A trial that has ended is begun again by hand: it is told like one that could not begin. */
const asBefore: Partial<Record<DeviceTrouble, DeviceTrouble>> = { unplugged: 'missing', takenBack: 'forbidden', taken: 'busy' };

export function createTrial(source: keyof typeof kinds): Trial {
  const state = signal<TrialState>({ at: 'off' });
  const devices = signal<readonly MediaDeviceInfo[]>([]);
  const chosen = signal('');
  let attempt = 0;

  const stop = () => {
    attempt++;
    if (state.value.at === 'on') state.value.track.stop();
    state.value = { at: 'off' };
  };
  const start = async () => {
    stop();
    const mine = attempt;
    state.value = { at: 'starting' };
    const next = await opened(source, chosen.value);
    if (mine !== attempt) {
      if (next.at === 'on') next.track.stop();
      return;
    }
    state.value = next;
    if (next.at !== 'on') return;
    next.track.addEventListener('ended', () => void ended(next.track, mine));
    const found = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === kinds[source]);
    if (mine !== attempt) return;
    devices.value = found;
    chosen.value = next.track.getSettings().deviceId ?? chosen.value;
  };
  const ended = async (track: MediaStreamTrack, mine: number) => {
    if (mine !== attempt) return;
    const why = await whyEnded(source, track.getSettings());
    if (mine === attempt) state.value = { at: 'failed', trouble: asBefore[why] ?? why };
  };
  const choose = async (deviceId: string) => {
    chosen.value = deviceId;
    if (state.value.at !== 'off') await start();
  };
  return { state, devices, chosen, start, choose, stop };
}

async function opened(source: keyof typeof kinds, deviceId: string): Promise<TrialState> {
  try {
    const [track] = await capture(source, deviceId || undefined);
    return track ? { at: 'on', track } : { at: 'failed', trouble: 'missing' };
  } catch (error) {
    return { at: 'failed', trouble: diagnose(error) };
  }
}
