import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type RoomState, useRoom } from '../../room/roomState.ts';
import type { Sender } from '../../room/sender.ts';
import { mayWrite, switched } from '../../slates/entry.ts';
import type { ToolParts } from '../port.ts';
import { Surface } from './surface.tsx';
import { words } from './text.ts';
import type { SlidesRoom } from './tool.ts';

/** Where slides are found: a button for who holds the class, the stage for everybody, a line of a person for who may turn the pages. */
export const slidesParts = (slides: SlidesRoom): ToolParts => {
  const shown = (): boolean => slides.show.deck.value?.shown ?? false;
  const toggle = ({ holds }: RoomState): Sender => {
    const t = words();
    const on = shown();
    return {
      icon: 'slides',
      word: t.title,
      does: on ? t.close : t.open,
      on,
      blocked: holds.value ? null : t.watching,
      toggle: () => (on ? slides.close() : void slides.open()),
    };
  };
  return {
    controls: [{ key: 'slides', narrow: () => 'menu', shown: ({ holds }) => holds.value, toggle }],
    surface: { isOpen: shown, View: () => <Surface slides={slides} /> },
    Over: () => <Announcements slides={slides} />,
    personActions: ({ id, role, self }, room) => {
      if (!room.holds.value || role !== 'student' || self || !shown()) return [];
      const t = words();
      const who = slides.show.who.value;
      if (who === 'all') return [];
      const word = mayWrite(who, id) ? t.forbid : t.allow;
      return [{ icon: 'slides', word, run: () => slides.show.allow(switched(who, id)) }];
    },
  };
};

/** Says when slides are shown and put away, when there is another file, and to whom it says so when they may turn the pages. */
function Announcements({ slides: { show } }: { slides: SlidesRoom }) {
  const room = useRoom();
  const read = () => {
    const deck = show.deck.value;
    const last = Array.from(deck?.files.values() ?? []).at(-1);
    return { shown: deck?.shown ?? false, last: last?.id ?? null, mayTurn: show.mayTurn.value, called: deck?.called ?? 0 };
  };
  const before = useRef<ReturnType<typeof read> | null>(null);
  useSignalEffect(() => {
    const now = read();
    const was = before.current;
    before.current = now;
    if (!was) return;
    const t = words();
    const holds = room.holds.peek();
    if (now.shown !== was.shown) room.remark(now.shown ? t.opened : t.closed);
    else if (!now.shown) return;
    else if (now.mayTurn !== was.mayTurn && !holds) room.remark(now.mayTurn ? t.mayTurn : t.mayNot);
    else if (now.last !== null && now.last !== was.last && !holds) {
      const name = show.deck.value?.files.get(now.last)?.name;
      if (name !== undefined) room.remark(t.newFile(name));
    } else if (now.called > was.called && !holds) room.remark(t.called);
  });
  return null;
}
