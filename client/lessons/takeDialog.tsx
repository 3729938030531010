import { useSignal } from '@preact/signals';
import type { KeptPart } from '../tools/port.ts';
import { saveFile } from '../ui/actions/saveFile.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/fields.tsx';
import { dayOf, lastEnd, proposedEnd } from './dates.ts';
import { leastPassword, proposedPassword, sealLesson } from './lessonFile.ts';
import { PasswordField } from './passwordField.tsx';
import { words } from './text.ts';

type Props = { parts: readonly KeptPart[]; onClose: () => void; onDone: (told: string) => void };

/** Says what will be in the file and who answers for it, then saves it on this device. */
export function TakeDialog({ parts, onClose, onDone }: Props) {
  const t = words();
  const password = useSignal(proposedPassword());
  const today = new Date();
  const until = useSignal(proposedEnd(today));
  const wrong = useSignal<{ password?: string; until?: string }>({});
  const isBusy = useSignal(false);
  const kept = parts.flatMap((part) => {
    const saved = part.save();
    return saved === null ? [] : [{ part, saved }];
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const made = dayOf(today);
    wrong.value = {
      ...(password.value.trim().length < leastPassword && { password: t.short(leastPassword) }),
      ...((until.value < made || until.value > lastEnd(today)) && { until: t.badDate }),
    };
    if (Object.keys(wrong.value).length > 0 || isBusy.value) return;
    isBusy.value = true;
    const lesson = Object.fromEntries(kept.map(({ part, saved }) => [part.name, saved]));
    const ends = until.value;
    const sealed = await sealLesson(lesson, password.value, { made, until: ends });
    saveFile(t.fileName(made, ends), new Blob([sealed], { type: 'application/octet-stream' }));
    onDone(t.saved(ends));
  };
  if (kept.length === 0)
    return (
      <Dialog title={t.takeTitle} onClose={onClose}>
        <p>{t.nothing}</p>
      </Dialog>
    );
  return (
    <Dialog title={t.takeTitle} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <p>{t.contains(kept.map(({ part }) => part.words()).join(', '))}</p>
        <p class="notice-box warn">{t.warning}</p>
        <PasswordField password={password} hint={t.passwordHint} error={wrong.value.password} />
        <Field label={t.until} hint={t.untilHint} error={wrong.value.until}>
          {(tie) => (
            <input
              {...tie}
              type="date"
              min={dayOf(today)}
              max={lastEnd(today)}
              value={until.value}
              onInput={(event) => (until.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={isBusy.value}>
            {t.save}
          </button>
        </div>
        <p role="status">{isBusy.value ? t.saving : ''}</p>
      </form>
    </Dialog>
  );
}
