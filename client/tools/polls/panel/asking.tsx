import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { Field, Switch } from '../../../ui/fields.tsx';
import { kinds, most } from '../poll.ts';
import { type Fault, type Writing, draftOf, emptyWriting } from '../prepared.ts';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

/** The form of a new poll. What is written stays until it is asked. */
export function Asking({ polls }: { polls: PollRoom }) {
  const t = words();
  const id = useId();
  const fault = useSignal<Fault | null>(null);
  const busy = useSignal(false);
  const writing = polls.writing.value;
  const write = (change: Partial<Writing>) => {
    polls.writing.value = { ...polls.writing.value, ...change };
    fault.value = null;
  };
  const isFull = polls.desk.polls.value.length >= most.polls;
  const start = async (): Promise<void> => {
    const draft = draftOf(polls.writing.value);
    if (typeof draft === 'string') return void (fault.value = draft);
    if (busy.value) return;
    busy.value = true;
    if (await polls.desk.ask(draft)) polls.writing.value = { ...emptyWriting, kind: writing.kind, anonymous: writing.anonymous };
    busy.value = false;
  };
  const said = fault.value ? t.faults[fault.value] : undefined;
  const isOfText = fault.value === 'text' || writing.text.trim().length > most.text;
  return (
    <form
      class="panel-section poll-form"
      aria-labelledby={id}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <h3 id={id}>{t.new}</h3>
      <Field label={t.question} error={isOfText ? said : undefined}>
        {(tie) => (
          <textarea
            {...tie}
            rows={2}
            maxLength={most.text}
            value={writing.text}
            onInput={(event) => write({ text: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t.kind}>
        {(tie) => (
          <select
            {...tie}
            value={writing.kind}
            onChange={(event) => write({ kind: kinds.find((kind) => kind === event.currentTarget.value) ?? 'single' })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(writing.kind === 'single' || writing.kind === 'multiple') && (
        <Field label={t.choices} hint={t.choicesHint} error={isOfText ? undefined : said}>
          {(tie) => (
            <textarea
              {...tie}
              rows={4}
              placeholder={t.choicesExample}
              value={writing.choices}
              onInput={(event) => write({ choices: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      {writing.kind === 'scale' && (
        <Field label={t.top}>
          {(tie) => (
            <select {...tie} value={String(writing.top)} onChange={(event) => write({ top: Number(event.currentTarget.value) })}>
              {[3, 4, 5, 6, 7, 10].map((top) => (
                <option key={top} value={String(top)}>
                  {top}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {writing.kind === 'open' ? (
        <p class="hint">{t.openNamed}</p>
      ) : (
        <Switch
          label={t.anonymous}
          hint={writing.anonymous ? t.anonymousHint : t.namedHint}
          on={writing.anonymous}
          onChange={(anonymous) => write({ anonymous })}
        />
      )}
      {isFull ? (
        <p class="hint">{t.tooMany}</p>
      ) : (
        <button type="submit" class="primary" aria-disabled={busy.value}>
          {t.start}
        </button>
      )}
    </form>
  );
}
