import { useLayoutEffect } from 'preact/hooks';
import { type Text, text } from '../../../text/text.ts';
import type { ToolShortcut } from '../../../tools/port.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Switch } from '../../../ui/fields.tsx';
import { toggleFullScreen } from './fullScreen.ts';
import type { Layout, RoomState } from '../../../room/roomState.ts';
import { type ClassRoom, useClassRoom } from '../classRoom.ts';
import { isComposing } from '../../../room/composing.ts';
import { press } from '../../../room/sender.ts';
import { focusAnnounced } from '../notices/toasts.tsx';
import { cameraSender, micSender, screenSender } from './senders.ts';
import { followStrayKeys } from './strayKeys.ts';
import { allOf } from '../toolParts.ts';
import './shortcuts.css';

type Key = keyof Text['room']['shortcuts']['keys'];
const layouts: readonly Layout[] = ['auto', 'grid', 'side', 'spotlight'];

const ofClass = (key: Key, action: (room: RoomState) => void, sends = false): ToolShortcut => ({
  key,
  words: () => text.value.room.shortcuts.keys[key],
  sends,
  press: action,
});

/** What others see or hear: a letter that went astray must not do it, so these keys work only once somebody has asked for them. */
const sending: readonly ToolShortcut[] = [
  ofClass('m', (room) => press(room, micSender(room)), true),
  ofClass('v', (room) => press(room, cameraSender(room)), true),
  ofClass('s', (room) => press(room, screenSender(room)), true),
  // The camera goes off with the pictures.
  ofClass('a', (room) => room.call.actions.setAudioOnly(!room.call.audioOnly.value), true),
];
const others: readonly ToolShortcut[] = [
  ofClass('p', (room) => room.openPanel('people')),
  ofClass('g', (room) => {
    const next = layouts[(layouts.indexOf(room.layout.value) + 1) % layouts.length] ?? 'auto';
    room.setLayout(next);
    room.remark(text.value.room.layout[next]);
  }),
  ofClass('n', (room) => {
    if (!focusAnnounced()) room.remark(text.value.room.toasts.none);
  }),
  ofClass('f', () => void toggleFullScreen()),
  ofClass('?', (room) => (room.dialog.value = 'shortcuts')),
];

/** Every key, in the order of the list that is shown. */
const shortcutsOf = (room: ClassRoom): readonly ToolShortcut[] => [...sending, ...allOf(room, 'shortcuts'), ...others];

function isOn(room: ClassRoom, { key, sends }: ToolShortcut): boolean {
  if (key === '?') return true;
  return room.shortcutsOn.value && (room.sendingShortcutsOn.value || !sends);
}

/** Single keys, while nobody writes and no dialog is open. They can be turned off (WCAG 2.1.4). */
export function useShortcuts(room: ClassRoom): void {
  // Before the first painting: whoever sees the room can use its keys.
  useLayoutEffect(() => {
    const stray = followStrayKeys();
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isComposing(event) || stray.isStray(event)) return;
      const key = event.key.toLowerCase();
      const shortcut = shortcutsOf(room).find((one) => one.key === key);
      if (!shortcut || !isOn(room, shortcut) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      shortcut.press(room);
    };
    document.addEventListener('keydown', pressed);
    const writes = (panel: string | null) => allOf(room, 'panels').some((one) => one.name === panel && one.writes);
    const unsubscribe = room.panel.subscribe((panel) => void (writes(panel) && stray.quiet()));
    return () => {
      unsubscribe();
      document.removeEventListener('keydown', pressed);
      stray.stop();
    };
  }, [room]);
}

export function ShortcutsDialog() {
  const room = useClassRoom();
  const t = text.value.room.shortcuts;
  return (
    <Dialog title={t.title} onClose={() => (room.dialog.value = null)}>
      <p class="hint">{t.hint}</p>
      <dl class="shortcuts">
        {shortcutsOf(room).map(({ key, words }) => (
          <div key={key}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{words()}</dd>
          </div>
        ))}
      </dl>
      <Switch label={t.on} on={room.shortcutsOn.value} onChange={(on) => (room.shortcutsOn.value = on)} />
      <Switch
        label={t.sendingOn}
        hint={t.sendingHint}
        on={room.sendingShortcutsOn.value}
        onChange={(on) => (room.sendingShortcutsOn.value = on)}
      />
    </Dialog>
  );
}
