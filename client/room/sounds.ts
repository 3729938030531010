import { type ReadonlySignal, signal } from '@preact/signals';

/** A short signal for the ear, which each person switches for themselves. `key`: by which the choice is kept. */
export type SoundSignal = {
  readonly key: string;
  /** What it says, as the choice names it. */
  readonly words: () => string;
  readonly tune: keyof typeof tunes;
};

/** Frequencies in hertz, one after the other: made here, so that no file is to be fetched. */
const tunes = {
  knock: [392, 392],
  rise: [523, 784],
  drop: [659],
  bell: [880, 659, 880, 659],
  near: [880],
} as const satisfies Record<string, readonly number[]>;

/** In seconds: from one note to the next, and how long each is heard. */
const noteEvery = 0.16;
const noteLasts = 0.3;
const loudness = 0.12;
/** The same one is not heard again sooner, in milliseconds: a whole class may raise its hand at once. */
const restMs = 1_000;

const silencedKey = 'silenced';
const silenced = signal<ReadonlySet<string>>(new Set(sessionStorage.getItem(silencedKey)?.split(' ')));
const playedAt = new Map<string, number>();

/** The keys of the signals that this person does not want to hear. */
export const silencedSounds: ReadonlySignal<ReadonlySet<string>> = silenced;

/** For this tab, as long as it is open. */
export function chooseSound(key: string, on: boolean): void {
  const next = new Set(silenced.value);
  if (on) next.delete(key);
  else next.add(key);
  silenced.value = next;
  sessionStorage.setItem(silencedKey, Array.from(next).join(' '));
}

/** Lets it be heard, unless it is switched off. */
export function playSound({ key, tune }: SoundSignal): void {
  const now = performance.now();
  if (silenced.peek().has(key) || now - (playedAt.get(key) ?? -restMs) < restMs) return;
  playedAt.set(key, now);
  const context = new AudioContext();
  // A device that is gone: what it would say stands on the screen too.
  const over = () => void context.close().catch(() => {});
  tunes[tune].forEach((hertz, index, all) => {
    const start = context.currentTime + index * noteEvery;
    const note = new OscillatorNode(context, { frequency: hertz });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(loudness, start + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.001, start + noteLasts);
    note.connect(gain).connect(context.destination);
    note.start(start);
    note.stop(start + noteLasts);
    if (index === all.length - 1) note.addEventListener('ended', over);
  });
}
