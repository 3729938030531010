import { useSignal } from '@preact/signals';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { playNotes } from './level.ts';
import type { OpenedClass } from '../openClass.ts';
import { type Reach, tryReach } from './reach.ts';
import './trials.css';

/** Can one hear? Three notes, made here. */
export function SoundTrial() {
  const t = text.value.preflight.sound;
  const playing = useSignal(false);
  const play = async () => {
    if (playing.value) return;
    playing.value = true;
    await playNotes().catch(() => undefined);
    playing.value = false;
  };
  return (
    <section class="trial">
      <div class="row-head">
        <h3>
          <Icon name="sound" />
          {t.title}
        </h3>
        <button type="button" aria-disabled={playing.value} onClick={() => void play()}>
          {playing.value ? t.playing : t.try}
        </button>
      </div>
      <p class="hint">{t.hint}</p>
    </section>
  );
}

/** Do sound and picture pass between this browser and the server? */
export function NetworkTrial({ opened }: { opened: OpenedClass }) {
  const t = text.value.preflight.network;
  const outcome = useSignal<'none' | 'checking' | Reach>('none');
  const check = async () => {
    if (outcome.value === 'checking') return;
    outcome.value = 'checking';
    outcome.value = await tryReach(opened);
  };
  return (
    <section class="trial">
      <div class="row-head">
        <h3>
          <Icon name="network" />
          {t.title}
        </h3>
        <button type="button" aria-disabled={outcome.value === 'checking'} onClick={() => void check()}>
          {t.try}
        </button>
      </div>
      <p class={['blocked', 'noSocket', 'offline', 'busy'].includes(outcome.value) ? 'notice-box warn' : 'hint'} role="status">
        {outcome.value === 'none' ? '' : t[outcome.value]}
      </p>
    </section>
  );
}
