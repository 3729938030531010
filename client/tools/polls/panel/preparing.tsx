import { useSignal } from '@preact/signals';
import { Field } from '../../../ui/fields.tsx';
import { saveFile } from '../../../ui/actions/saveFile.ts';
import { preparedIn, writtenAs } from '../prepared.ts';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

/** Far more than a lesson asks. */
const mostBytes = 200_000;
const mostKept = 100;
let count = 0;

/** Questions written before the lesson: pasted, or from a file of this device. They are in this page only. */
export function Preparing({ polls }: { polls: PollRoom }) {
  const t = words();
  const pasted = useSignal('');
  const wrong = useSignal<string | undefined>(undefined);
  const { prepared, writing } = polls;
  const add = (text: string): void => {
    const found = preparedIn(text);
    wrong.value = found.length === 0 ? t.nothingFound : undefined;
    prepared.value = [...prepared.value, ...found.map((one) => ({ ...one, key: String(++count) }))].slice(0, mostKept);
    if (found.length > 0) pasted.value = '';
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > mostBytes) return void (wrong.value = t.tooLarge);
    add(await file.text());
  };
  return (
    <details class="panel-section poll-prepared">
      <summary>{t.prepared}</summary>
      {prepared.value.length > 0 && (
        <>
          <ul class="rows">
            {prepared.value.map(({ key, ...one }) => (
              <li key={key} class="poll-prepared-one">
                <span>{one.text}</span>
                <span class="actions tight">
                  <button type="button" aria-label={`${t.use} : ${one.text}`} onClick={() => (writing.value = one)}>
                    {t.use}
                  </button>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={`${t.remove} : ${one.text}`}
                    onClick={() => (prepared.value = prepared.value.filter((other) => other.key !== key))}
                  >
                    {t.remove}
                  </button>
                </span>
              </li>
            ))}
          </ul>
          <button
            type="button"
            onClick={() => saveFile(t.preparedFile, new Blob([writtenAs(prepared.value)], { type: 'text/plain' }))}
          >
            {t.save}
          </button>
        </>
      )}
      <Field label={t.paste} hint={t.preparedHint} error={wrong.value}>
        {(tie) => (
          <textarea
            {...tie}
            rows={5}
            placeholder={t.preparedExample}
            value={pasted.value}
            onInput={(event) => (pasted.value = event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="button" onClick={() => add(pasted.value)}>
        {t.add}
      </button>
      <Field label={t.addFile}>
        {(tie) => (
          <input
            {...tie}
            type="file"
            accept=".txt,text/plain"
            onChange={(event) => {
              void read(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        )}
      </Field>
    </details>
  );
}
