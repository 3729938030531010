import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type RoomState, useRoom } from '../../room/roomState.ts';
import type { Sender } from '../../room/sender.ts';
import { mayWrite, switched } from '../../slates/entry.ts';
import type { ToolParts } from '../port.ts';
import { Preview } from './preview.tsx';
import { most } from '../../sheet/marks.ts';
import { Surface } from './surface.tsx';
import { words } from './text.ts';
import type { BoardRoom } from './tool.ts';

/** Where the board is found: a button for who holds the class, the stage for everybody, a line of a person for who may draw. */
export const boardParts = (board: BoardRoom): ToolParts => {
  const toggle = ({ holds }: RoomState): Sender => {
    const t = words();
    const on = board.shown.value;
    return {
      icon: 'board',
      word: t.title,
      does: on ? t.close : t.open,
      on,
      blocked: holds.value ? null : t.watching,
      toggle: () => (on ? board.hide() : void board.show()),
    };
  };
  return {
    controls: [{ key: 'board', narrow: () => 'menu', shown: ({ holds }) => holds.value, toggle }],
    surface: {
      isOpen: () => board.shown.value,
      View: () => <Surface desk={board.desk} />,
      word: () => words().title,
      Preview: () => <Preview desk={board.desk} />,
    },
    outlet: {
      key: 'board',
      icon: 'board',
      word: () => words().bring,
      longest: most.text,
      take: (text, room) => void board.bring(text).then((done) => done && room.remark(words().brought)),
    },
    Over: () => <Announcements board={board} />,
    personActions: ({ id, role, self }, room) => {
      if (!room.holds.value || role !== 'student' || self || !board.shown.value) return [];
      const t = words();
      const who = board.desk.who.value;
      if (who === 'all') return [];
      const word = mayWrite(who, id) ? t.forbid : t.allow;
      return [{ icon: 'board', word, run: () => board.desk.allow(switched(who, id)) }];
    },
  };
};

/** Says when the board is shown and put away, and to whom it says so when they may draw. */
function Announcements({ board }: { board: BoardRoom }) {
  const room = useRoom();
  const before = useRef({ shown: board.shown.peek(), mayDraw: board.desk.mayDraw.peek() });
  useSignalEffect(() => {
    const now = { shown: board.shown.value, mayDraw: board.desk.mayDraw.value };
    const t = words();
    if (now.shown !== before.current.shown) room.remark(now.shown ? t.opened : t.closed);
    else if (now.shown && now.mayDraw !== before.current.mayDraw && !room.holds.peek())
      room.remark(now.mayDraw ? t.mayDraw : t.mayNot);
    before.current = now;
  });
  return null;
}
