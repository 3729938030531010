import { useSignal } from '@preact/signals';
import type { NamedWarning, SafetyWords } from '../../../state/call.ts';
import { language, text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Popup } from '../../../ui/popup.tsx';
import { useRoom } from '../../../room/roomState.ts';
import { shieldState } from './shieldWords.ts';
import { StopUnopened, WarningWords } from '../notices/unopened.tsx';
import './shieldPopup.css';

/** The shield: its state in words, and behind it the check words, what was refused, and what the server still knows. */
export function ShieldPopup() {
  const { call } = useRoom();
  const t = text.value.room.shield;
  const state = shieldState(call.shield.value);
  return (
    <Popup
      label={t.title}
      class="shield-popup"
      button={(tie) => (
        <button type="button" class="shield" data-state={state} {...tie}>
          <Icon name={state === 'encrypted' || state === 'noted' ? 'shield' : 'shieldOff'} />
          {t[state]}
        </button>
      )}
    >
      {() => <ShieldDetail />}
    </Popup>
  );
}

function ShieldDetail() {
  const { call } = useRoom();
  const t = text.value.room.shield;
  const { encrypted, warnings, confirmedAt } = call.shield.value;
  const isWarned = shieldState(call.shield.value) === 'warned';
  const clock = (time: Date) => new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }).format(time);
  return (
    <div class="shield-detail">
      <h2>{t.title}</h2>
      {warnings.length > 0 && (
        <section class={`notice-box shield-warnings ${isWarned ? 'warn' : ''}`} role={isWarned ? 'alert' : 'status'}>
          <h3>{t.warningsTitle}</h3>
          <ul>
            {warnings.map((warning) => (
              <WarningLine key={`${warning.kind}/${warning.who}/${warning.source}`} warning={warning} />
            ))}
          </ul>
        </section>
      )}
      <p>{encrypted ? t.encryptedDetail : t.plainDetail}</p>
      {encrypted && (
        <section>
          <h3>{t.codeTitle}</h3>
          {confirmedAt ? <Words /> : <p class="hint">{t.codePending}</p>}
          <p class="hint">{t.codeDetail}</p>
          {confirmedAt && <p class="hint">{t.confirmed(clock(confirmedAt))}</p>}
        </section>
      )}
      <section>
        <h3>{t.knowsTitle}</h3>
        <ul>
          {t.knows.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <p class="hint">{t.page}</p>
      </section>
    </div>
  );
}

/** One warning, how often, and what can be done about it. */
function WarningLine({ warning }: { warning: NamedWarning }) {
  const { kind, count } = warning;
  return (
    <li data-kind={kind}>
      <span class="sentence">
        <WarningWords warning={warning} />
      </span>
      {count > 1 && text.value.room.shield.times(count)}
      <StopUnopened warning={warning} />
    </li>
  );
}

/** The words to compare: made when one asks for them, since that takes a moment on purpose. */
function Words() {
  const { call } = useRoom();
  const t = text.value.room.shield;
  const shown = useSignal<SafetyWords | null>(null);
  const show = async () => {
    shown.value = await call.actions.words();
  };
  return (
    <>
      <p class="safety-code" role="status">
        {shown.value && (
          <>
            {shown.value.words.join(' ')} <small>{t.codeFor(shown.value.people)}</small>
          </>
        )}
      </p>
      <button type="button" onClick={() => void show()}>
        {t.codeShow}
      </button>
    </>
  );
}
