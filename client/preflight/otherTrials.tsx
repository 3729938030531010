import { useSignal } from '@preact/signals';
import { text } from '../text/text.ts';
import { Icon } from '../view/parts/icon.tsx';
import { canCarryMedia } from './diagnosis.ts';
import { playNotes } from './level.ts';

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

/** Can this browser carry sound and picture at all? */
export function NetworkTrial() {
  const t = text.value.preflight.network;
  const outcome = useSignal<'none' | 'checking' | 'ok' | 'blocked'>('none');
  const check = async () => {
    if (outcome.value === 'checking') return;
    outcome.value = 'checking';
    outcome.value = (await canCarryMedia()) ? 'ok' : 'blocked';
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
      <p class={outcome.value === 'blocked' ? 'notice-box warn' : 'hint'} role="status">
        {outcome.value === 'none' ? '' : t[outcome.value]}
      </p>
    </section>
  );
}
