import { useSignal } from '@preact/signals';
import type { KeptPart } from '../tools/port.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/fields.tsx';
import { dayOf } from './dates.ts';
import { type Lesson, type LessonFile, mostFileBytes, openLesson, readLessonFile } from './lessonFile.ts';
import { PasswordField } from './passwordField.tsx';
import { words } from './text.ts';

type Props = { parts: readonly KeptPart[]; onClose: () => void; onDone: (told: string) => void };

/** Puts each part back where it belongs. Resolves to what could not be, in words. */
const restore = async (lesson: Lesson, parts: readonly KeptPart[]): Promise<{ done: string[]; wrong: string[] }> => {
  const t = words();
  const done: string[] = [];
  const wrong: string[] = [];
  for (const [name, saved] of Object.entries(lesson)) {
    const part = parts.find((one) => one.name === name);
    if (!part) wrong.push(t.errors.unknown);
    else {
      const code = await part.restore(saved);
      if (code === null) done.push(part.words());
      else wrong.push(code === 'broken' ? t.errors.broken(part.words()) : t.errors.refused(part.words()));
    }
  }
  if (done.length + wrong.length === 0) wrong.push(t.errors.empty);
  return { done, wrong };
};

/** Opens a lesson's file, and adds what is in it to this class. */
export function BringDialog({ parts, onClose, onDone }: Props) {
  const t = words();
  const file = useSignal<LessonFile | null>(null);
  const password = useSignal('');
  const isConfirmed = useSignal(false);
  const isBusy = useSignal(false);
  const fault = useSignal<{ readonly at: 'file' | 'password' | 'all'; readonly words: string } | null>(null);
  const isPast = file.value !== null && file.value.until < dayOf(new Date());
  const choose = async (chosen: File | undefined): Promise<void> => {
    file.value = null;
    isConfirmed.value = false;
    fault.value = null;
    if (!chosen) return;
    const read = chosen.size > mostFileBytes ? 'large' : readLessonFile(new Uint8Array(await chosen.arrayBuffer()));
    if (typeof read === 'string') fault.value = { at: 'file', words: t.errors[read] };
    else file.value = read;
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy.value) return;
    if (!file.value) return void (fault.value ??= { at: 'file', words: t.errors.none });
    if (isPast && !isConfirmed.value) return;
    isBusy.value = true;
    fault.value = null;
    const lesson = await openLesson(file.value, password.value);
    if (!lesson) fault.value = { at: 'password', words: t.errors.shut };
    else {
      const { done, wrong } = await restore(lesson, parts);
      if (wrong.length > 0) fault.value = { at: 'all', words: wrong.join(' ') };
      else onDone(t.brought(done.join(', ')));
    }
    isBusy.value = false;
  };
  const errorAt = (at: 'file' | 'password') => (fault.value?.at === at ? fault.value.words : undefined);
  return (
    <Dialog title={t.bringTitle} onClose={onClose}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <p>{t.bringHint}</p>
        <Field label={t.file} error={errorAt('file')}>
          {(tie) => (
            <input {...tie} type="file" accept=".ardoise" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
          )}
        </Field>
        {file.value && <p role="status">{t.madeOn(file.value.made, file.value.until)}</p>}
        {isPast && (
          <div class="notice-box warn" role="alert">
            <p>{t.past}</p>
            <label>
              <input
                type="checkbox"
                checked={isConfirmed.value}
                onChange={(event) => (isConfirmed.value = event.currentTarget.checked)}
              />{' '}
              {t.evenPast}
            </label>
          </div>
        )}
        <PasswordField password={password} error={errorAt('password')} />
        {fault.value?.at === 'all' && (
          <p class="error" role="alert">
            {fault.value.words}
          </p>
        )}
        <div class="actions">
          <button type="submit" class="primary" aria-disabled={isBusy.value || (isPast && !isConfirmed.value)}>
            {t.open}
          </button>
        </div>
        <p role="status">{isBusy.value ? t.opening : ''}</p>
      </form>
    </Dialog>
  );
}
