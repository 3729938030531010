import { useSignal } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Switch } from '../../ui/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { ToolParts } from '../port.ts';
import { leftNow, nearMs, overSound } from './end.ts';
import { words } from './text.ts';
import type { Running, Timer } from './tool.ts';

const presets = [1, 5, 10, 15, 30] as const;

/** The time left is seen above the class, by those for whom it is; those who hold the class set the timer where they run it. */
export const timerParts = (timer: Timer): ToolParts => ({
  sounds: [overSound],
  sections: { manage: () => <Setting timer={timer} /> },
  Top: () => (timer.running.value ? <Countdown running={timer.running.value} /> : null),
});

/** Minutes and seconds, rounded up: it shows nothing left only when nothing is. */
const clockOf = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

/** Drawn again a few times in a second, so that no second is skipped. */
function useTicking(): void {
  const tick = useSignal(0);
  useEffect(() => {
    const ticking = setInterval(() => (tick.value += 1), 250);
    return () => clearInterval(ticking);
  }, []);
  void tick.value;
}

function Countdown({ running }: { running: Running }) {
  useTicking();
  const t = words();
  const left = leftNow(running);
  return (
    <div class="timer" role="timer" aria-label={t.title} data-near={running.totalMs > nearMs && left <= nearMs}>
      <Icon name="wait" />
      <span class="timer-left">{clockOf(left)}</span>
      {running.paused && <span> {t.paused}</span>}
      {!running.forAll && <span class="tag"> {t.own}</span>}
      <progress aria-hidden="true" max={running.totalMs} value={left} />
    </div>
  );
}

/** Its buttons change places with others as they are pressed: the heading takes the focus that would be lost with them. */
function Setting({ timer }: { timer: Timer }) {
  const t = words();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const inside = useRef(false);
  const running = timer.running.value;
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) heading.current?.focus();
  }, [running === null]);
  return (
    <section
      class="panel-section"
      aria-labelledby={id}
      onFocusIn={() => (inside.current = true)}
      onFocusOut={({ relatedTarget }) => (inside.current = relatedTarget === null)}
    >
      <h3 id={id} ref={heading} tabIndex={-1}>
        {t.title}
      </h3>
      {running ? <Holding timer={timer} running={running} /> : <Starting timer={timer} />}
    </section>
  );
}

function Holding({ timer, running: { paused } }: { timer: Timer; running: Running }) {
  const t = words();
  return (
    <div class="actions">
      <button type="button" onClick={() => timer.pause(!paused)}>
        {paused ? t.resume : t.pause}
      </button>
      <button type="button" onClick={() => timer.extend()}>
        {t.extend}
      </button>
      <button type="button" onClick={() => timer.stop()}>
        {t.stop}
      </button>
    </div>
  );
}

function Starting({ timer }: { timer: Timer }) {
  const t = words();
  const id = useId();
  const { minutes, forAll } = timer;
  return (
    <>
      <form
        class="timer-form"
        onSubmit={(event) => {
          event.preventDefault();
          void timer.start(Number(minutes.value));
        }}
      >
        <label for={id}>{t.minutes}</label>
        <div class="joined">
          <input
            id={id}
            type="number"
            inputMode="numeric"
            required
            min={1}
            max={180}
            step={1}
            value={minutes.value}
            onInput={(event) => (minutes.value = event.currentTarget.value)}
          />
          <button type="submit" class="primary">
            {t.start}
          </button>
        </div>
      </form>
      <Switch label={t.forAll} on={forAll.value} onChange={(on) => (forAll.value = on)} />
      <div class="timer-presets" role="group" aria-label={t.presets}>
        {presets.map((many) => (
          <button key={many} type="button" onClick={() => void timer.start(many)}>
            {t.preset(many)}
          </button>
        ))}
      </div>
    </>
  );
}
