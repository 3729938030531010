import { useSignal } from '@preact/signals';
import type { KeptPart } from '../tools/port.ts';
import { BringDialog } from './bringDialog.tsx';
import { TakeDialog } from './takeDialog.tsx';
import { words } from './text.ts';

/** Where who holds the class takes the lesson along, and brings one back. */
export function LessonSection({ parts, done }: { parts: readonly KeptPart[]; done: (told: string) => void }) {
  const t = words();
  const asking = useSignal<'take' | 'bring' | null>(null);
  const close = () => (asking.value = null);
  const end = (told: string) => {
    close();
    done(told);
  };
  return (
    <section class="panel-section">
      <h3>{t.title}</h3>
      <p class="hint">{t.hint}</p>
      <div class="actions">
        <button type="button" onClick={() => (asking.value = 'take')}>
          {t.take}
        </button>
        <button type="button" onClick={() => (asking.value = 'bring')}>
          {t.bring}
        </button>
      </div>
      {asking.value === 'take' && <TakeDialog parts={parts} onClose={close} onDone={end} />}
      {asking.value === 'bring' && <BringDialog parts={parts} onClose={close} onDone={end} />}
    </section>
  );
}
