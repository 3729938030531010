import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ToolStates } from '#tools/contracts.ts';
import type { ClientTool } from '../port.ts';
import style from './style.css?inline';
import { words } from './text.ts';
import { timerParts } from './view.tsx';

/** As it was told, and when: `at` is `performance.now()`, which no wrong clock changes. */
export type Running = NonNullable<ToolStates['timer']> & { readonly at: number };

/** The countdown of the class, and what those who hold it do with it. */
export type Timer = {
  readonly running: ReadonlySignal<Running | null>;
  /** What is written in the form: it outlives the panel, and a timer that is running meanwhile. */
  readonly minutes: Signal<string>;
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
    const running = signal<Running | null>(null);
    let starting = false;
    return {
      hears: { 'timer.over': () => call.announce({ words: () => words().over }) },
      takes: (state, entering) => {
        const begins = state && !running.value && !entering ? Math.round(state.totalMs / minute) : null;
        running.value = state && { ...state, at: performance.now() };
        if (begins !== null) call.announce({ words: () => words().begins(begins) });
      },
      kept: null,
      parts: timerParts({
        running,
        minutes: signal(usualMinutes),
        start: async (many) => {
          // Pressed again before the answer, it starts once.
          if (starting) return;
          starting = true;
          await call.ask('timer.start', { minutes: many });
          starting = false;
        },
        pause: (paused) => void call.ask('timer.pause', { paused }),
        extend: () => void call.ask('timer.extend', {}),
        stop: () => void call.ask('timer.stop', {}),
      }),
      [Symbol.dispose]: () => (running.value = null),
    };
  },
};
