import type { SoundSignal } from '../../room/sounds.ts';
import { words } from './text.ts';

/** One choice for both: the end, and the warning before it. */
const choice = { key: 'timer', words: () => words().sound } as const;
export const overSound: SoundSignal = { ...choice, tune: 'bell' };
export const nearSound: SoundSignal = { ...choice, tune: 'near' };

/** So long before the end it is said that it is near, in milliseconds; of a shorter one, nothing is said. */
export const nearMs = 60_000;

type Told = { readonly totalMs: number; readonly leftMs: number; readonly paused: boolean; readonly at: number };

/** Milliseconds that are left now. */
export const leftNow = ({ leftMs, paused, at }: Told): number =>
  paused ? leftMs : Math.max(0, leftMs - (performance.now() - at));

/** Says once that the end is near, of each time that it comes near. */
export const nearEnd = (say: () => void): Disposable & { follow(running: Told | null): void } => {
  let alarm: ReturnType<typeof setTimeout> | null = null;
  const stop = (): void => {
    if (alarm !== null) clearTimeout(alarm);
    alarm = null;
  };
  return {
    follow: (running) => {
      stop();
      if (!running || running.paused || running.totalMs <= nearMs) return;
      const ms = leftNow(running) - nearMs;
      if (ms > 0) alarm = setTimeout(say, ms);
    },
    [Symbol.dispose]: stop,
  };
};
