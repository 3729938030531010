import { Panel } from '../../../room/panel.tsx';
import { useRoom } from '../../../room/roomState.ts';
import { Asking } from './asking.tsx';
import { Preparing } from './preparing.tsx';
import { PollView } from './pollView.tsx';
import { words } from '../text.ts';
import type { PollRoom } from '../tool.ts';

/** The polls of the class, the last one first; for who holds it, a form to ask. */
export function PollPanel({ polls }: { polls: PollRoom }) {
  const { holds } = useRoom();
  const t = words();
  const all = polls.desk.polls.value.toReversed();
  return (
    <Panel name="polls" title={t.title}>
      <div class="panel-body">
        {holds.value && <Asking polls={polls} />}
        {!holds.value && all.length === 0 && <p class="hint panel-section">{t.none}</p>}
        {all.length > 0 && (
          <section class="polls panel-section" aria-label={t.list}>
            {all.map((poll) => (
              <PollView key={poll.id} polls={polls} poll={poll} />
            ))}
          </section>
        )}
        {holds.value && <Preparing polls={polls} />}
      </div>
    </Panel>
  );
}
