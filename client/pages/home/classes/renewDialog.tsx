import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { RefusalCode } from '#protocol/codes.ts';
import { text } from '../../../text/text.ts';
import { CopyField } from '../../../ui/copyField.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { renewLinks } from '../hostState.ts';
import type { KeptClass } from '../../../tab/keptClasses.ts';
import type { Renewal, Renewed } from './renewClass.ts';
import { homeWords } from '../text.ts';
import { adoptStyle } from '../../../ui/adoptStyle.ts';
import style from './renewDialog.css?inline';

adoptStyle(style);

/** In a class that is not encrypted the students' link holds no secret: there is nothing of it to renew. */
const choicesOf = ({ studentLink }: KeptClass): readonly Renewal[] =>
  studentLink.includes('#') ? ['students', 'host', 'all'] : ['host', 'all'];

/** Renews the links of a class: says what each choice does to whom, does it, and shows the new links. */
export function RenewDialog({ kept, onClose }: { kept: KeptClass; onClose: () => void }) {
  const t = homeWords().renew;
  const done = useSignal<(Renewed & { readonly what: Renewal }) | null>(null);
  return done.value ? (
    <Dialog title={t.done} onClose={onClose}>
      <p role="status">{t.lesson[done.value.lesson]}</p>
      {done.value.what !== 'host' && <CopyField label={homeWords().list.studentLink} value={done.value.kept.studentLink} />}
      {done.value.what !== 'students' && (
        <>
          <CopyField label={homeWords().list.hostLinkTitle} value={done.value.kept.hostLink} />
          <p>{t.otherDevices}</p>
        </>
      )}
      <div class="actions">
        <button type="button" class="primary" onClick={onClose}>
          {text.value.pages.close}
        </button>
      </div>
    </Dialog>
  ) : (
    <Dialog title={t.title(kept.title)} onClose={onClose}>
      <Choices kept={kept} onClose={onClose} onDone={(renewed, what) => (done.value = { ...renewed, what })} />
    </Dialog>
  );
}

type ChoicesProps = { kept: KeptClass; onClose: () => void; onDone: (renewed: Renewed, what: Renewal) => void };

function Choices({ kept, onClose, onDone }: ChoicesProps) {
  const t = homeWords().renew;
  const id = useId();
  const choices = choicesOf(kept);
  const what = useSignal<Renewal>(choices[0] ?? 'all');
  const busy = useSignal(false);
  const refused = useSignal<RefusalCode | null>(null);
  const renew = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const chosen = what.value;
    const answer = await renewLinks(kept, chosen);
    busy.value = false;
    refused.value = answer.ok ? null : answer.code;
    if (answer.ok) onDone(answer.value, chosen);
  };
  return (
    <form class="renew" onSubmit={(event) => void renew(event)}>
      <fieldset>
        <legend>{t.question}</legend>
        {choices.map((choice) => (
          <div key={choice} class="renew-choice">
            <input
              type="radio"
              name="renewal"
              id={`${id}-${choice}`}
              aria-describedby={`${id}-${choice}-hint`}
              checked={what.value === choice}
              onChange={() => (what.value = choice)}
            />
            <label for={`${id}-${choice}`}>{t.choices[choice].name}</label>
            <p class="hint" id={`${id}-${choice}-hint`}>
              {t.choices[choice].hint}
            </p>
          </div>
        ))}
      </fieldset>
      {refused.value && (
        <p class="error" role="alert">
          {refused.value === 'offline' ? t.lost : text.value.codes.refusal[refused.value]}
        </p>
      )}
      <div class="actions">
        <button type="button" onClick={onClose}>
          {text.value.pages.cancel}
        </button>
        <button type="submit" class="danger" aria-disabled={busy.value}>
          {busy.value ? t.renewing : t.confirm}
        </button>
      </div>
    </form>
  );
}
