import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useRoom } from '../../room/roomState.ts';
import { Icon } from '../../ui/icon.tsx';
import type { ToolParts } from '../port.ts';
import { PollPanel } from './panel/panel.tsx';
import { words } from './text.ts';
import type { PollRoom } from './tool.ts';

/** Where polls are found: a panel, and above the class a button as long as one waits for an answer. */
export const pollParts = (polls: PollRoom): ToolParts => ({
  panels: [
    {
      name: 'polls',
      icon: 'poll',
      word: () => words().title,
      View: () => <PollPanel polls={polls} />,
      badge: ({ holds }) => {
        const running = polls.desk.polls.value.filter(({ at }) => at === 'open').length;
        const count = holds.value ? running : polls.due.value.length;
        return { count, words: holds.value ? words().running(count) : words().due(count) };
      },
      // Whoever is asked has a button above the class as well.
      narrow: () => 'menu',
      writes: true,
    },
  ],
  Top: () => <Due polls={polls} />,
  Over: () => <Announcements polls={polls} />,
});

function Due({ polls }: { polls: PollRoom }) {
  const room = useRoom();
  if (polls.due.value.length === 0 || room.panel.value === 'polls') return null;
  return (
    <button type="button" class="poll-due" onClick={() => (room.panel.value = 'polls')}>
      <Icon name="poll" />
      {words().dueShort}
    </button>
  );
}

/** Says when one is asked, closed and shown. */
function Announcements({ polls }: { polls: PollRoom }) {
  const room = useRoom();
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  useSignalEffect(() => {
    const t = words();
    const now = new Map(polls.desk.polls.value.map(({ id, at, shown }) => [id, shown ? 'shown' : at] as const));
    const was = before.current;
    before.current = now;
    if (!was || room.holds.peek()) return;
    for (const [id, at] of now) {
      // Whoever comes late is told of what is running, and not of what is over.
      if (at === was.get(id) || (at !== 'open' && !was.has(id))) continue;
      if (at === 'open') room.remark(t.began);
      else if (at === 'shown') room.remark(t.shownNow);
      else if (at !== 'counting') room.remark(t.closed);
    }
  });
  return null;
}
