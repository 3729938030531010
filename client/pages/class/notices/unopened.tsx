import type { NamedWarning } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { useRoom } from '../../../room/roomState.ts';
import { Sentence } from '../../../room/named.tsx';
import { sentenceOf } from '../top/shieldWords.ts';
import './unopened.css';

/**
 * What somebody sends and does not open here, for as long as it lasts: those who hold the class may be the only ones who do not
 * hear it, and are told so at once.
 */
export function Unopened() {
  const { call } = useRoom();
  const unopened = call.shield.value.warnings.filter(({ kind }) => kind === 'unopened');
  return (
    <div role="alert">
      {unopened.map((warning) => (
        <div key={`${warning.who}/${warning.source}`} class="toast notice-box warn unopened">
          <p>
            <WarningWords warning={warning} />
          </p>
          <StopUnopened warning={warning} />
        </div>
      ))}
    </div>
  );
}

/** A warning as a sentence, with the name of whose browser it is about. */
export function WarningWords({ warning }: { warning: NamedWarning }) {
  const words = sentenceOf(warning, text.value);
  const { name } = warning;
  return name ? <Sentence words={words} name={name} /> : <>{words()}</>;
}

/** The button that stops what does not open. */
export function StopUnopened({ warning: { kind, who, source, name } }: { warning: NamedWarning }) {
  const { call, holds } = useRoom();
  if (kind !== 'unopened' || who === null || source === null || !holds.value || !call.people.value.has(who)) return null;
  const { room } = text.value;
  const what = room.people.stop[source === 'screenAudio' ? 'screen' : source];
  return (
    <button type="button" onClick={() => void call.actions.stop(who, source)}>
      <span>
        <Sentence words={(theirs) => room.shield.stop(what, theirs)} name={name ?? ''} />
      </span>
    </button>
  );
}
