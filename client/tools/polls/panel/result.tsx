import { language } from '../../../text/text.ts';
import { useRoom } from '../../../room/roomState.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { Known } from '../desk.ts';
import { type Outcome, answerWords, meanOf, shareOfAll } from '../outcome.ts';
import type { Poll } from '../poll.ts';
import { words } from '../text.ts';

type Props = { readonly poll: Poll; readonly known: Known; readonly outcome: Outcome };

/** The result: a table in which each line has its bar, and what the right answer was. */
export function Result({ poll, known, outcome }: Props) {
  const { holds } = useRoom();
  const t = words();
  const { kind, choices, anonymous } = poll.question;
  const mean = kind === 'scale' ? meanOf(outcome.counts) : null;
  const right = (holds.value ? known.right : null) ?? poll.shown?.right ?? null;
  return (
    <div class="poll-result">
      {poll.shown?.right && known.own !== null && (
        <p role="status">{known.own === poll.shown.right.marks ? t.wasRight : t.wasWrong}</p>
      )}
      {known.isBound === false && (
        <p class="error" role="alert">
          {t.notBound}
        </p>
      )}
      {choices.length > 0 && (
        <table class="poll-bars">
          <caption class="unseen">{t.results}</caption>
          <thead class="unseen">
            <tr>
              <th scope="col">{t.choice}</th>
              <th scope="col">{t.count}</th>
            </tr>
          </thead>
          <tbody>
            {choices.map((choice, index) => (
              <Row
                key={choice}
                choice={choice}
                count={outcome.counts[index] ?? 0}
                people={outcome.people}
                isRight={right?.marks[index] === '1'}
                isOwn={known.own?.[index] === '1'}
              />
            ))}
          </tbody>
        </table>
      )}
      {mean !== null && <p>{t.mean(mean.toLocaleString(language.value))}</p>}
      {!holds.value && outcome.texts.length > 0 && (
        <ul class="poll-texts">
          {outcome.texts.map((text, index) => (
            <li key={index}>{text}</li>
          ))}
        </ul>
      )}
      {holds.value && !anonymous && poll.answered.length > 0 && (
        <details open={kind === 'open'}>
          <summary>{t.whoWhat}</summary>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.answer}</th>
              </tr>
            </thead>
            <tbody>
              {poll.answered.map(({ id, name }) => (
                <tr key={id}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td>
                    {`${answerWords(poll, known.answers.get(id) ?? null, t)} `}
                    {known.right !== null && known.answers.get(id) === known.right.marks && <Right />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}

function Right() {
  return (
    <span class="poll-right">
      <Icon name="check" />
      <span class="unseen">{words().right}</span>
    </span>
  );
}

function Row(props: { choice: string; count: number; people: number; isRight: boolean; isOwn: boolean }) {
  const t = words();
  return (
    <tr>
      <th scope="row">
        {`${props.choice} `}
        {props.isRight && <Right />}
        {props.isOwn && <span class="tag">{t.yours}</span>}
        <progress aria-hidden="true" max={Math.max(1, props.people)} value={props.count} />
      </th>
      <td>{`${props.count} (${shareOfAll(props.count, props.people)})`}</td>
    </tr>
  );
}
