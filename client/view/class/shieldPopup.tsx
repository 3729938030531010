import { text } from '../../text/text.ts';
import { Icon } from '../parts/icon.tsx';
import { Popup } from '../parts/popup.tsx';
import { useRoom } from './roomState.ts';

/** The shield: its state in words, and behind it the check words, what was refused, and what the server still knows. */
export function ShieldPopup() {
  const { call } = useRoom();
  const t = text.value.room.shield;
  const { encrypted, warnings } = call.shield.value;
  const state = warnings.length > 0 ? 'warned' : encrypted ? 'encrypted' : 'plain';
  return (
    <Popup
      label={t.title}
      class="shield-popup"
      button={(tie) => (
        <button type="button" class="shield" data-state={state} {...tie}>
          <Icon name={state === 'encrypted' ? 'shield' : 'shieldOff'} />
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
  const { encrypted, code, warnings } = call.shield.value;
  return (
    <div class="shield-detail">
      <h2>{t.title}</h2>
      {warnings.length > 0 && (
        <section class="notice-box warn" role="alert">
          <h3>{t.warningsTitle}</h3>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{text.value.codes.warnings[warning]}</li>
            ))}
          </ul>
        </section>
      )}
      <p>{encrypted ? t.encryptedDetail : t.plainDetail}</p>
      {encrypted && (
        <section>
          <h3>{t.codeTitle}</h3>
          {code ? <p class="safety-code">{code.join(' ')}</p> : <p class="hint">{t.codePending}</p>}
          <p class="hint">{t.codeDetail}</p>
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
