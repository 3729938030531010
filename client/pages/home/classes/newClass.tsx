import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { RefusalCode } from '#protocol/codes.ts';
import { limits } from '#protocol/limits.ts';
import { type Language, language, languages, text } from '../../../text/text.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Field, Switch } from '../../../ui/fields.tsx';
import type { KeptClass } from '../../../tab/keptClasses.ts';
import { type ClassWish, makeClass } from './makeClass.ts';
import { homeWords } from '../text.ts';

const languageNames: Record<Language, string> = { fr: 'Français', en: 'English' };
const capacities = { ...limits.capacity, usual: 30 } as const;

/** The form that makes a class. Its keys are made here, in the browser. */
export function NewClass({ allowUnencrypted, onMade }: { allowUnencrypted: boolean; onMade: (kept: KeptClass) => void }) {
  const t = homeWords().form;
  const form = useRef<HTMLFormElement>(null);
  const lobby = useSignal(true);
  const encrypted = useSignal(true);
  const asking = useSignal(false);
  const busy = useSignal(false);
  const missing = useSignal(false);
  const refused = useSignal<RefusalCode | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!form.current || busy.value) return;
    const wish = wishOf(new FormData(form.current), lobby.value, encrypted.value);
    missing.value = !wish;
    if (!wish) {
      form.current.querySelector('input')?.focus();
      return;
    }
    busy.value = true;
    const answer = await makeClass(wish);
    busy.value = false;
    refused.value = answer.ok ? null : answer.code;
    if (answer.ok) onMade(answer.value);
  };

  return (
    <form ref={form} class="card" noValidate onSubmit={(event) => void submit(event)}>
      <h1>{t.title}</h1>
      <Field label={t.name} hint={encrypted.value ? t.nameHint : undefined} error={missing.value ? t.titleMissing : undefined}>
        {(tie) => <input {...tie} name="title" maxLength={120} required autocomplete="off" placeholder={t.nameExample} />}
      </Field>
      <Field label={t.rules} hint={t.rulesHint}>
        {(tie) => <textarea {...tie} name="rules" rows={3} maxLength={2000} placeholder={t.rulesExample} />}
      </Field>
      <details>
        <summary>{t.more}</summary>
        <div class="pair">
          <Field label={t.language}>
            {(tie) => (
              <select {...tie} name="language">
                {languages.map((key) => (
                  <option key={key} value={key} selected={key === language.value}>
                    {languageNames[key]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t.capacity}>
            {(tie) => (
              <input
                {...tie}
                name="capacity"
                type="number"
                min={capacities.least}
                max={capacities.most}
                defaultValue={String(capacities.usual)}
              />
            )}
          </Field>
        </div>
        <Switch label={t.lobby} hint={t.lobbyHint} on={lobby.value} onChange={(on) => (lobby.value = on)} />
        {allowUnencrypted && (
          <Switch
            label={t.encrypted}
            hint={t.encryptedHint}
            on={encrypted.value}
            onChange={(on) => {
              if (on) encrypted.value = true;
              else asking.value = true;
            }}
          />
        )}
      </details>
      {refused.value && (
        <p class="error" role="alert">
          {t.failed} {text.value.codes.refusal[refused.value]}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={busy.value}>
          {busy.value ? t.creating : t.create}
        </button>
      </div>
      {asking.value && (
        <Confirm
          title={t.plainTitle}
          confirm={t.plainConfirm}
          keep={t.plainKeep}
          onClose={() => (asking.value = false)}
          onConfirm={() => {
            encrypted.value = false;
            asking.value = false;
          }}
        >
          {t.plain.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Confirm>
      )}
    </form>
  );
}

/** What the form says; null without a title. */
function wishOf(form: FormData, lobby: boolean, encrypted: boolean): ClassWish | null {
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const title = field('title');
  if (!title) return null;
  const capacity = Math.round(Number(field('capacity'))) || capacities.usual;
  return {
    title,
    rules: field('rules'),
    language: field('language') === 'en' ? 'en' : 'fr',
    lobby,
    encrypted,
    capacity: Math.min(capacities.most, Math.max(capacities.least, capacity)),
  };
}
