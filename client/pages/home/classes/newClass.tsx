import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { RefusalCode } from '#protocol/codes.ts';
import { limits } from '#protocol/limits.ts';
import { type Language, language, languages, text } from '../../../text/text.ts';
import { Confirm } from '../../../ui/dialog.tsx';
import { Field, Switch } from '../../../ui/fields.tsx';
import type { KeptClass } from '../../../tab/keptClasses.ts';
import { CountedField } from './countedField.tsx';
import { type ClassWish, makeClass } from './makeClass.ts';
import { homeWords } from '../text.ts';

const languageNames: Record<Language, string> = { fr: 'Français', en: 'English' };
const capacities = { ...limits.capacity, usual: 30 } as const;

const longest = { title: 120, rules: 2_000 } as const;
type Fault = 'title' | 'rules' | 'capacity';

/** What is wrong with what is written, in the order of the form. */
function faultOf({ title, rules, capacity }: Pick<ClassWish, 'title' | 'rules' | 'capacity'>): Fault | null {
  if (title === '' || title.length > longest.title) return 'title';
  if (rules.length > longest.rules) return 'rules';
  const fits = Number.isInteger(capacity) && capacity >= capacities.least && capacity <= capacities.most;
  return fits ? null : 'capacity';
}

/**
 * The form that makes a class. Its keys are made here, in the browser. Once the class is made the form is empty again, but for
 * what was typed meanwhile.
 */
export function NewClass({ allowUnencrypted, onMade }: { allowUnencrypted: boolean; onMade: (kept: KeptClass) => void }) {
  const t = homeWords().form;
  const form = useRef<HTMLFormElement>(null);
  const title = useSignal('');
  const rules = useSignal('');
  const capacity = useSignal(String(capacities.usual));
  const lobby = useSignal(true);
  const encrypted = useSignal(true);
  const asking = useSignal(false);
  const busy = useSignal(false);
  const fault = useSignal<Fault | null>(null);
  const refused = useSignal<RefusalCode | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!form.current || busy.value) return;
    const sent = { title: title.value, rules: rules.value, capacity: capacity.value };
    const wish: ClassWish = {
      title: sent.title.trim(),
      rules: sent.rules.trim(),
      capacity: Number(sent.capacity.trim() || capacities.usual),
      language: new FormData(form.current).get('language') === 'en' ? 'en' : 'fr',
      lobby: lobby.value,
      encrypted: encrypted.value,
    };
    fault.value = faultOf(wish);
    if (fault.value === 'capacity') form.current.querySelector('details')?.setAttribute('open', '');
    if (fault.value) {
      form.current.querySelector<HTMLElement>(`[name=${fault.value}]`)?.focus();
      return;
    }
    busy.value = true;
    const answer = await makeClass(wish).catch(() => ({ ok: false, code: 'internal' }) as const);
    busy.value = false;
    refused.value = answer.ok ? null : answer.code;
    if (!answer.ok) return;
    if (title.value === sent.title) title.value = '';
    if (rules.value === sent.rules) rules.value = '';
    if (capacity.value === sent.capacity) capacity.value = String(capacities.usual);
    lobby.value = true;
    encrypted.value = true;
    onMade(answer.value);
  };

  return (
    <form ref={form} class="card" noValidate onSubmit={(event) => void submit(event)}>
      <h1>{t.title}</h1>
      <CountedField
        label={t.name}
        hint={encrypted.value ? t.nameHint : undefined}
        error={fault.value === 'title' ? t.titleMissing : undefined}
        longest={longest.title}
        value={title.value}
      >
        {(tie) => (
          <input
            {...tie}
            name="title"
            required
            autocomplete="off"
            placeholder={t.nameExample}
            value={title.value}
            onInput={(event) => (title.value = event.currentTarget.value)}
          />
        )}
      </CountedField>
      <CountedField label={t.rules} hint={t.rulesHint} longest={longest.rules} value={rules.value}>
        {(tie) => (
          <textarea
            {...tie}
            name="rules"
            rows={3}
            placeholder={t.rulesExample}
            value={rules.value}
            onInput={(event) => (rules.value = event.currentTarget.value)}
          />
        )}
      </CountedField>
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
          <Field
            label={t.capacity}
            error={fault.value === 'capacity' ? t.capacityWrong(capacities.least, capacities.most) : undefined}
          >
            {(tie) => (
              <input
                {...tie}
                name="capacity"
                type="number"
                min={capacities.least}
                max={capacities.most}
                value={capacity.value}
                onInput={(event) => (capacity.value = event.currentTarget.value)}
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
