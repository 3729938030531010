import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useRoom } from '../../../room/roomState.ts';
import type { Known } from '../desk.ts';
import { type Poll, answerOf, most } from '../poll.ts';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

const marksIn = (answer: string): number[] => Array.from(answer).flatMap((mark, index) => (mark === '1' ? [index] : []));

/** One's answer, which can be changed as long as the poll is open. */
export function Answering({ polls, poll, known }: { polls: PollRoom; poll: Poll; known: Known }) {
  const { call } = useRoom();
  const t = words();
  const id = useId();
  const busy = useSignal(false);
  const { kind, choices, anonymous } = poll.question;
  const isReady = poll.ready.some((one) => one.id === call.self);
  const isSent = anonymous ? known.takesPart : known.own !== null;
  const own = kind === 'open' ? { chosen: [], text: known.own ?? '' } : { chosen: marksIn(known.own ?? ''), text: '' };
  const { chosen, text } = polls.choosing.value.get(poll.id) ?? own;
  const choose = (change: { chosen?: readonly number[]; text?: string }) => {
    polls.choosing.value = new Map(polls.choosing.value).set(poll.id, { chosen, text, ...change });
  };
  const answer = answerOf(poll.question, chosen, text);
  const isNew = answer !== null && answer !== known.own;
  const send = async (): Promise<void> => {
    if (answer === null || busy.value) return;
    busy.value = true;
    if (await polls.desk.answer(poll, answer)) {
      const left = new Map(polls.choosing.value);
      left.delete(poll.id);
      polls.choosing.value = left;
    }
    busy.value = false;
  };
  return (
    <form
      class="poll-answer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {anonymous && isReady && !known.takesPart && <p class="error">{t.again}</p>}
      {kind === 'open' ? (
        <label>
          {t.yourAnswer}
          <textarea
            rows={3}
            maxLength={most.answer}
            value={text}
            onInput={(event) => choose({ text: event.currentTarget.value })}
          />
        </label>
      ) : (
        <fieldset class={kind === 'scale' ? 'poll-scale' : 'poll-choices'}>
          <legend class="unseen">{kind === 'multiple' ? t.pickMany : t.pick}</legend>
          {choices.map((choice, index) => (
            <label key={choice}>
              <input
                type={kind === 'multiple' ? 'checkbox' : 'radio'}
                name={id}
                checked={chosen.includes(index)}
                onChange={({ currentTarget: { checked } }) => {
                  const others = kind === 'multiple' ? chosen.filter((one) => one !== index) : [];
                  choose({ chosen: checked ? [...others, index] : others });
                }}
              />
              <span>{choice}</span>
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit" class="primary" aria-disabled={busy.value || !(isNew || (answer !== null && !isSent))}>
        {isSent ? t.change : t.send}
      </button>
      <p role="status">{isSent && !isNew && (anonymous ? t.sentAnonymous : t.sent)}</p>
      <p class="hint">{anonymous ? t.whoReadsAnonymous : t.whoReads}</p>
      {anonymous && (
        <details>
          <summary>{t.limits}</summary>
          <ul>
            {t.limitsList.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </details>
      )}
    </form>
  );
}
