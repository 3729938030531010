import { useSignal } from '@preact/signals';
import type { SafetyWords, Warning } from '../../state/call.ts';
import { language, text } from '../../text/text.ts';
import { Icon } from '../parts/icon.tsx';
import { Popup } from '../parts/popup.tsx';
import { useRoom } from './roomState.ts';
import { Sentence } from './named.tsx';
import { shieldState, warningWords } from './shieldWords.ts';

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
  const clock = (time: Date) => new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }).format(time);
  return (
    <div class="shield-detail">
      <h2>{t.title}</h2>
      {warnings.length > 0 && (
        <section class="notice-box warn" role="alert">
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

/** A warning as a sentence, with the name of whose browser it is about. */
function WarningWords({ warning: { kind, who } }: { warning: Warning }) {
  const name = who === null ? '' : useRoom().call.people.value.get(who)?.name;
  const words = text.value.codes.warnings[kind];
  return name ? <Sentence words={words} name={name} /> : words();
}

/** One warning, how often, and what can be done about it. */
function WarningLine({ warning }: { warning: Warning }) {
  const { call, holds } = useRoom();
  const t = text.value.room.shield;
  const { kind, who, source, count } = warning;
  const person = who === null ? undefined : call.people.value.get(who);
  return (
    <li data-kind={kind}>
      <WarningWords warning={warning} />
      {count > 1 && t.times(count)}
      {kind === 'unopened' && person && source && holds.value && (
        <button type="button" onClick={() => void call.actions.stop(person.id, source)}>
          <Sentence words={t.stop} name={person.name} />
        </button>
      )}
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
