import { useEffect, useLayoutEffect } from 'preact/hooks';
import { text } from '../../text/text.ts';
import { AskDialog } from './notices/askDialog.tsx';
import { Controls } from './controls/controls.tsx';
import { DevicesDialog } from './dialogs/devicesDialog.tsx';
import { HeldDialog } from './dialogs/heldDialog.tsx';
import { LeaveDialog } from './dialogs/leaveDialog.tsx';
import { ManagePanel } from './manage/managePanel.tsx';
import { PeoplePanel } from './people/peoplePanel.tsx';
import { type ClassRoom, useClassRoom } from './classRoom.ts';
import { useLittleWindow } from './controls/littleView.tsx';
import { ShortcutsDialog, useShortcuts } from './controls/shortcuts.tsx';
import { Sound } from './stage/sound.tsx';
import { Beside, ShownSmall } from './stage/beside.tsx';
import { isTeaching } from './stage/shown.ts';
import { Stage } from './stage/stage.tsx';
import { allOf, partsOf } from './toolParts.ts';
import { Toasts } from './notices/toasts.tsx';
import { TopBar } from './top/topBar.tsx';
import './room.css';

/** The class: bar above with what is announced, stage, one panel at most or what who teaches keeps in sight, controls below. */
export function Room() {
  const room = useClassRoom();
  const panel = room.panel.value;
  const Tool = allOf(room, 'panels').find(({ name }) => name === panel);
  const teaching = isTeaching(room);
  useLittleWindow();
  useShortcuts(room);
  useLayoutEffect(() => {
    // Not the class's name: browsers keep titles in their history.
    document.title = `${text.value.room.pageTitle} – ${text.value.pages.name}`;
    document.getElementById('room-title')?.focus();
  }, [room]);
  useAskBeforeClosing(room);
  return (
    <div class="room" data-panel={panel ?? 'none'}>
      <div class="room-head">
        <TopBar />
        <div class="notices">
          {partsOf(room).map(({ Over }, index) => Over && <Over key={index} />)}
          <Sound />
          <Toasts />
        </div>
      </div>
      <main class="room-main">
        <Stage />
        <div class="room-side" data-beside={teaching}>
          {teaching && <ShownSmall />}
          {Tool && <Tool.View />}
          {panel === 'people' && <PeoplePanel />}
          {panel === 'manage' && room.holds.value && <ManagePanel />}
          {teaching && panel === null && <Beside />}
        </div>
      </main>
      <Controls />
      <AskDialog />
      {room.dialog.value === 'leave' && <LeaveDialog />}
      {room.dialog.value === 'held' && <HeldDialog held={room.call.actions.held} onClose={() => (room.dialog.value = null)} />}
      {room.dialog.value === 'devices' && <DevicesDialog />}
      {room.dialog.value === 'shortcuts' && <ShortcutsDialog />}
    </div>
  );
}

/** A class stays without its teacher when the tab is closed by mistake: the browser asks first. */
function useAskBeforeClosing({ me }: ClassRoom): void {
  const host = me.value?.role === 'host';
  useEffect(() => {
    if (!host) return;
    const ask = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [host]);
}
