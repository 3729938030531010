import { useEffect } from 'preact/hooks';
import { text } from '../../../text/text.ts';
import { RoomContext } from '../../../room/roomState.ts';
import { type ClassRoom, ClassRoomContext, useClassRoom } from '../classRoom.ts';
import { LobbyList } from '../manage/lobbyList.tsx';
import { allOf, partsOf } from '../toolParts.ts';
import { closeLittleWindow, hasLittleWindow, isLittleWindowOpen, openLittleWindow } from './littleWindow.ts';
import './littleView.css';

/** Opens the little window, or closes it. Says why where it cannot. */
export async function toggleLittleWindow(room: ClassRoom): Promise<void> {
  const t = text.value.room.little;
  if (isLittleWindowOpen()) return closeLittleWindow();
  const view = (
    <RoomContext.Provider value={room}>
      <ClassRoomContext.Provider value={room}>
        <LittleView />
      </ClassRoomContext.Provider>
    </RoomContext.Provider>
  );
  if (!(await openLittleWindow(t.title, view))) room.remark(hasLittleWindow() ? t.notOpened : t.none);
}

/** Nothing of the class outlives the room. */
export function useLittleWindow(): void {
  useEffect(() => closeLittleWindow, []);
}

/** What one keeps in sight while another program is in front: who waits, hands, messages. */
function LittleView() {
  const room = useClassRoom();
  const { holds, call } = room;
  const t = text.value.room.little;
  return (
    <main class="little-window">
      <h1 class="unseen">{t.title}</h1>
      <h2 class="unseen">{text.value.room.stage.beside}</h2>
      {holds.value && call.waiting.value.length > 0 && <LobbyList />}
      {partsOf(room).map(({ sections }, index) => sections?.beside && <sections.beside key={index} />)}
      {allOf(room, 'panels').map(({ name, Brief }) => Brief && <Brief key={name} />)}
    </main>
  );
}
