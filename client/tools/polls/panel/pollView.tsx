import { useId } from 'preact/hooks';
import { useRoom } from '../../../room/roomState.ts';
import { Answering } from './answering.tsx';
import { Conducting } from './conducting.tsx';
import { Counted } from './counted.tsx';
import type { Known } from '../desk.ts';
import { outcomeOf } from '../outcome.ts';
import { type Poll, isVoid } from '../poll.ts';
import { Result } from './result.tsx';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

/** One poll: what is asked, how it stands, and what one can do now. */
export function PollView({ polls, poll }: { polls: PollRoom; poll: Poll }) {
  const { holds } = useRoom();
  const t = words();
  const id = useId();
  const known = polls.desk.known.value.get(poll.id) ?? polls.desk.knownOf(poll.id);
  const outcome = outcomeOf(poll, known, holds.value);
  const { anonymous, right } = poll.question;
  return (
    <article class="poll" data-at={poll.at} aria-labelledby={id}>
      <h3 id={id}>{poll.question.text}</h3>
      <p class="poll-tags">
        <span class="tag">{anonymous ? t.tags.anonymous : t.tags.named}</span>
        {right !== null && <span class="tag">{t.tags.quiz}</span>}
        <span class="hint">{t.at[isVoid(poll) ? 'void' : poll.at]}</span>
      </p>
      {holds.value ? (
        <Conducting polls={polls} poll={poll} known={known} outcome={outcome} />
      ) : (
        <>
          {poll.at === 'open' && <Answering polls={polls} poll={poll} known={known} />}
          {poll.at !== 'open' && <Standing poll={poll} known={known} hasResult={outcome !== null} />}
          {outcome && <Result poll={poll} known={known} outcome={outcome} />}
        </>
      )}
    </article>
  );
}

/** How it stands for a student, once it is no longer open. */
function Standing({ poll, known, hasResult }: { poll: Poll; known: Known; hasResult: boolean }) {
  const { call } = useRoom();
  const t = words();
  if (known.withheld) return <p role="status">{t.withheld}</p>;
  if (isVoid(poll)) return <p role="status">{poll.list.length > 0 ? t.void : t.abandoned}</p>;
  const { anonymous } = poll.question;
  const isIn = poll.list.includes(call.self);
  return (
    <>
      {anonymous && !isIn && <p role="status">{known.own === null ? t.late : t.notCounted}</p>}
      {poll.at === 'counting' && isIn && <p role="status">{t.counting}</p>}
      {!anonymous && !hasResult && <p class="hint">{t.at.closed}</p>}
      {anonymous && <Counted poll={poll} />}
    </>
  );
}
