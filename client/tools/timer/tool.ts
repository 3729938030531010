import { type ReadonlySignal, signal } from '@preact/signals';
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
  start(minutes: number): void;
  pause(paused: boolean): void;
  extend(): void;
  stop(): void;
};

const minute = 60_000;

export const timer: ClientTool<'timer'> = {
  style,
  start: (call) => {
    const running = signal<Running | null>(null);
    return {
      hears: { 'timer.over': () => call.announce({ words: () => words().over }) },
      takes: (state, entering) => {
        const begins = state && !running.value && !entering ? Math.round(state.totalMs / minute) : null;
        running.value = state && { ...state, at: performance.now() };
        if (begins !== null) call.announce({ words: () => words().begins(begins) });
      },
      parts: timerParts({
        running,
        start: (minutes) => void call.ask('timer.start', { minutes }),
        pause: (paused) => void call.ask('timer.pause', { paused }),
        extend: () => void call.ask('timer.extend', {}),
        stop: () => void call.ask('timer.stop', {}),
      }),
      [Symbol.dispose]: () => (running.value = null),
    };
  },
};
