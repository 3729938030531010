import { useSignal } from '@preact/signals';
import { fewestVoters } from '../../../crypto/polls/masks.ts';
import { useRoom } from '../../../room/roomState.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Counted } from './counted.tsx';
import type { Known } from '../desk.ts';
import { type Outcome, outcomeTable, outcomeText, shownTexts } from '../outcome.ts';
import { type Poll, isVoid } from '../poll.ts';
import { Result } from './result.tsx';
import { saveFile } from '../../../ui/actions/saveFile.ts';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

type Props = { readonly polls: PollRoom; readonly poll: Poll; readonly known: Known; readonly outcome: Outcome | null };

/** What those who hold the class see and do of one poll. */
export function Conducting({ polls, poll, known, outcome }: Props) {
  const t = words();
  return (
    <>
      <Turnout poll={poll} />
      {isVoid(poll) && <p role="status">{poll.list.length > 0 ? t.void : t.abandoned}</p>}
      {poll.at === 'counting' && <p role="status">{t.counting}</p>}
      <Counted poll={poll} />
      {outcome && <Result poll={poll} known={known} outcome={outcome} />}
      <Steps polls={polls} poll={poll} known={known} outcome={outcome} />
    </>
  );
}

/** How many have answered, and who has not: of an anonymous one too, since that is no secret. */
function Turnout({ poll }: { poll: Poll }) {
  const { call } = useRoom();
  const t = words();
  if (poll.at !== 'open') return null;
  const done = poll.question.anonymous ? poll.ready : poll.answered;
  const students = Array.from(call.people.value.values()).filter(({ role, away }) => role === 'student' && !away);
  const missing = students.filter(({ id }) => !done.some((one) => one.id === id));
  return (
    <div>
      <p role="status">{t.answered(done.length, done.length + missing.length)}</p>
      {missing.length > 0 && (
        <details>
          <summary>{`${t.missing} (${missing.length})`}</summary>
          <p>{missing.map(({ name }) => name).join(', ')}</p>
        </details>
      )}
    </div>
  );
}

function Steps({ polls, poll, known, outcome }: Props) {
  const room = useRoom();
  const t = words();
  const asks = useSignal(false);
  const { desk, outlets } = polls;
  const { anonymous, right, kind } = poll.question;
  const here = poll.ready.filter(({ id }) => room.call.people.value.get(id)?.away === false).length;
  const lacks = anonymous ? Math.max(0, fewestVoters - here) : 0;
  const hasToShow = !anonymous || right !== null;
  const show = () => outcome && void desk.show(poll, outcome.counts, shownTexts(outcome.texts));
  return (
    <>
      {poll.at === 'open' && lacks > 0 && <p class="hint">{t.needed(lacks)}</p>}
      <div class="actions tight">
        {poll.at === 'open' && (
          <button
            type="button"
            class="primary"
            aria-disabled={lacks > 0}
            onClick={() => (lacks > 0 ? room.remark(t.needed(lacks)) : void desk.close(poll))}
          >
            {anonymous ? t.closeAnonymous : t.close}
          </button>
        )}
        {(poll.at === 'open' || poll.at === 'counting') && anonymous && (
          <button type="button" onClick={() => desk.abandon(poll)}>
            {t.abandon}
          </button>
        )}
        {poll.at === 'closed' && outcome && !poll.shown && hasToShow && (
          <button type="button" class="primary" onClick={show}>
            {anonymous ? t.showRight : t.show}
          </button>
        )}
        {poll.at === 'closed' &&
          outcome &&
          (kind === 'open' ? [] : outlets.value).map((outlet) => (
            <button
              key={outlet.key}
              type="button"
              onClick={() => outlet.take(outcomeText(poll, outcome).slice(0, outlet.longest), room)}
            >
              <Icon name={outlet.icon} />
              {outlet.word()}
            </button>
          ))}
        {outcome && poll.at === 'closed' && (
          <button
            type="button"
            onClick={() => saveFile(t.file, new Blob([outcomeTable(poll, known, outcome, t)], { type: 'text/csv' }))}
          >
            {t.toDevice}
          </button>
        )}
        {poll.at !== 'counting' && !asks.value && (
          <button type="button" class="quiet" onClick={() => (asks.value = true)}>
            {t.drop}
          </button>
        )}
      </div>
      {asks.value && (
        <div class="actions tight" role="group" aria-label={t.dropSure}>
          <button type="button" class="danger" autofocus onClick={() => desk.drop(poll)}>
            {t.dropSure}
          </button>
          <button type="button" onClick={() => (asks.value = false)}>
            {t.keep}
          </button>
        </div>
      )}
      {poll.shown && <p class="hint">{t.isShown}</p>}
    </>
  );
}
