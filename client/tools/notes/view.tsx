import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type RoomState, useRoom } from '../../room/roomState.ts';
import type { Sender } from '../../room/sender.ts';
import { mayWrite, switched } from '../../slates/entry.ts';
import type { ToolParts } from '../port.ts';
import { words } from './text.ts';
import type { NotesRoom } from './tool.ts';

/** Where notes are found: a button for who holds the class, the stage for everybody, a line of a person for who may write. */
export const notesParts = (room: NotesRoom): ToolParts => {
  const isShown = (): boolean => room.notes.value?.shown.value ?? false;
  const toggle = ({ holds }: RoomState): Sender => {
    const t = words();
    const on = isShown();
    return {
      icon: 'notes',
      word: t.title,
      does: on ? t.close : t.open,
      on,
      blocked: holds.value ? null : t.reading,
      toggle: () => (on ? room.hide() : void room.show()),
    };
  };
  return {
    controls: [{ key: 'notes', narrow: () => 'menu', shown: ({ holds }) => holds.value, toggle }],
    surface: {
      isOpen: isShown,
      View: () => {
        const open = room.notes.value;
        return open && <open.View />;
      },
    },
    Over: () => <Announcements room={room} />,
    personActions: ({ id, role, self }, { holds }) => {
      const open = room.notes.value;
      if (!open || !isShown() || !holds.value || role !== 'student' || self) return [];
      const t = words();
      const who = open.desk.who.value;
      if (who === 'all') return [];
      const word = mayWrite(who, id) ? t.forbid : t.allow;
      return [{ icon: 'notes', word, run: () => open.desk.allow(switched(who, id)) }];
    },
  };
};

/** Says when notes are opened and put away, and to whom it says so when they may write. */
function Announcements({ room: { notes } }: { room: NotesRoom }) {
  const room = useRoom();
  const before = useRef({ shown: false, mayWrite: false });
  useSignalEffect(() => {
    const open = notes.value;
    const now = { shown: open?.shown.value ?? false, mayWrite: open?.desk.mayWrite.value ?? false };
    const t = words();
    if (now.shown !== before.current.shown) room.remark(now.shown ? t.opened : t.closed);
    else if (now.shown && now.mayWrite !== before.current.mayWrite && !room.holds.peek())
      room.remark(now.mayWrite ? t.mayWrite : t.mayNot);
    before.current = now;
  });
  return null;
}
