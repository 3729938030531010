import type { RoomState } from '../../room/roomState.ts';
import type { Person } from '../../state/call.ts';
import { text } from '../../text/text.ts';

/** For those who hold the class: what does not pass at somebody else's; null when all does. One's own is a note on the stage. */
export const lineWords = ({ holds }: Pick<RoomState, 'holds'>, { self, blocked }: Person): string | null => {
  if (!holds.value || self || blocked.length === 0) return null;
  const t = text.value.room.line;
  return blocked.length > 1 ? t.noBoth : blocked.includes('recv') ? t.noRecv : t.noSend;
};
