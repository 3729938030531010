import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { ToolStates } from '#tools/contracts.ts';
import type { ClientTool } from '../port.ts';
import { playSound } from '../../room/sounds.ts';
import { nearEnd, nearSound, overSound } from './end.ts';
import style from './style.css?inline';
import { words } from './text.ts';
import { timerParts } from './view.tsx';

/** As it was told, and when: `at` is `performance.now()`, which no wrong clock changes. */
export type Running = NonNullable<ToolStates['timer']> & { readonly at: number };

/** The countdown of the class, and what those who hold it do with it. */
export type Timer = {
  /** As one may see it: what those who hold the class keep for themselves is not shown to others. */
  readonly running: ReadonlySignal<Running | null>;
  /** What is written in the form: it outlives the panel, and a timer that is running meanwhile. */
  readonly minutes: Signal<string>;
  /** Whether the next one is for everybody. */
  readonly forAll: Signal<boolean>;
  start(minutes: number): Promise<void>;
  pause(paused: boolean): void;
  extend(): void;
  stop(): void;
};

const minute = 60_000;
const usualMinutes = '5';

export const timer: ClientTool<'timer'> = {
  style,
  start: (call) => {
    const told = signal<Running | null>(null);
    const running = computed(() => {
      const holds = holdsClass(call.people.value.get(call.self)?.role ?? 'student');
      return told.value && (told.value.forAll || holds) ? told.value : null;
    });
    const forAll = signal(true);
    const near = nearEnd(() => {
      playSound(nearSound);
      call.announce({ words: () => words().near });
    });
    const stopFollowing = effect(() => near.follow(running.value));
    let starting = false;
    return {
      hears: {
        'timer.over': () => {
          playSound(overSound);
          call.announce({ words: () => words().over });
        },
      },
      takes: (state, entering) => {
        const begins = state && !running.value && !entering ? Math.round(state.totalMs / minute) : null;
        told.value = state && { ...state, at: performance.now() };
        if (begins !== null && running.value) call.announce({ words: () => words().begins(begins) });
      },
      kept: null,
      parts: timerParts({
        running,
        minutes: signal(usualMinutes),
        forAll,
        start: async (many) => {
          // Pressed again before the answer, it starts once.
          if (starting) return;
          starting = true;
          await call.ask('timer.start', { minutes: many, forAll: forAll.value });
          starting = false;
        },
        pause: (paused) => void call.ask('timer.pause', { paused }),
        extend: () => void call.ask('timer.extend', {}),
        stop: () => void call.ask('timer.stop', {}),
      }),
      [Symbol.dispose]: () => {
        stopFollowing();
        near[Symbol.dispose]();
        told.value = null;
      },
    };
  },
};
