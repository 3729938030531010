import { useLayoutEffect } from 'preact/hooks';
import { text } from '../../text/text.ts';
import { AskDialog } from './askDialog.tsx';
import { Controls } from './controls.tsx';
import { DevicesDialog } from './devicesDialog.tsx';
import { HeldDialog } from './heldDialog.tsx';
import { LeaveDialog } from './leaveDialog.tsx';
import { ManagePanel } from './managePanel.tsx';
import { PeoplePanel } from './peoplePanel.tsx';
import { useRoom } from './roomState.ts';
import { ShortcutsDialog, useShortcuts } from './shortcuts.tsx';
import { Sound } from './sound.tsx';
import { Stage } from './stage.tsx';
import { allOf, partsOf } from './toolParts.ts';
import { Toasts } from './toasts.tsx';
import { TopBar } from './topBar.tsx';

/** The class: bar above, stage, one panel at most, controls below. */
export function Room() {
  const room = useRoom();
  const panel = room.panel.value;
  const Tool = allOf(room, 'panels').find(({ name }) => name === panel);
  useShortcuts(room);
  useLayoutEffect(() => {
    // Not the class's name: browsers keep titles in their history.
    document.title = `${text.value.room.pageTitle} – ${text.value.pages.name}`;
    document.getElementById('room-title')?.focus();
  }, [room]);
  return (
    <div class="room" data-panel={panel ?? 'none'}>
      <TopBar />
      <main class="room-main">
        <Stage />
        {Tool && <Tool.View />}
        {panel === 'people' && <PeoplePanel />}
        {panel === 'manage' && room.holds.value && <ManagePanel />}
        {partsOf(room).map(({ Over }, index) => Over && <Over key={index} />)}
        <Toasts />
        <Sound />
      </main>
      <Controls />
      <AskDialog />
      {room.dialog.value === 'leave' && <LeaveDialog />}
      {room.dialog.value === 'held' && <HeldDialog />}
      {room.dialog.value === 'devices' && <DevicesDialog />}
      {room.dialog.value === 'shortcuts' && <ShortcutsDialog />}
    </div>
  );
}
