import type { Usage } from './children/usage.ts';
import type { Place } from './people/place.ts';
import type { Row } from './report.ts';

/** What a part is given: its own stack, emptied when it ends however it ends, and a voice. */
export type Bench = { readonly stack: AsyncDisposableStack; say(line: string): void };

/** One part of the suite. */
export type Part = (bench: Bench) => Promise<Row[]>;

/** The two that are compared, always in turn within one run. */
export type Sides<T> = { readonly floor: T; readonly ours: T };
export const sides = ['floor', 'ours'] as const;
export type Side = (typeof sides)[number];

/** The same for both, one after the other. */
export const forBoth = async <T, R>(both: Sides<T>, task: (one: T, side: Side) => Promise<R>): Promise<Sides<R>> => {
  const floor = await task(both.floor, 'floor');
  return { floor, ours: await task(both.ours, 'ours') };
};

/** Repeats a measurement of each, in turn, so that what else the machine does falls on all. */
export const interleaved = async <K extends string, T, R>(
  each: Readonly<Record<K, T>>,
  repeats: number,
  task: (one: T, name: K) => Promise<R>,
): Promise<Record<K, R[]>> => {
  const entries = Object.entries(each) as [K, T][];
  const results = Object.fromEntries(entries.map(([name]) => [name, [] as R[]])) as Record<K, R[]>;
  for (let round = 0; round < repeats; round++) for (const [name, one] of entries) results[name].push(await task(one, name));
  return results;
};

/** Seconds of CPU. */
export type Cpu = Pick<Usage, 'nodeCpu' | 'workerCpu'>;

/** What a server used while the task ran. */
export const used = async <R>(place: Place, task: () => Promise<R>): Promise<[Cpu, R]> => {
  const before = await place.usage();
  const result = await task();
  const after = await place.usage();
  return [{ nodeCpu: after.nodeCpu - before.nodeCpu, workerCpu: after.workerCpu - before.workerCpu }, result];
};

/** The same for both at once: what else the machine does falls on both, and CPU time is counted by process anyway. */
export const usedByBoth = async (places: Sides<Place>, task: () => Promise<void>): Promise<Sides<Cpu>> => {
  const [ours, [floor]] = await used(places.ours, () => used(places.floor, task));
  return { floor, ours };
};

export const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
