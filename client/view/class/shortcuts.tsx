import { useLayoutEffect } from 'preact/hooks';
import { type Text, text } from '../../text/text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Switch } from '../parts/fields.tsx';
import { toggleFullScreen } from './fullScreen.ts';
import { type Layout, type RoomState, useRoom } from './roomState.ts';
import { cameraSender, handSender, micSender, screenSender, type Sender } from './senders.ts';
import { followStrayKeys } from './strayKeys.ts';

type Key = keyof Text['room']['shortcuts']['keys'];
const layouts: readonly Layout[] = ['auto', 'grid', 'side', 'spotlight'];

const press = (room: RoomState, { blocked, toggle }: Sender): void => (blocked ? room.remark(blocked) : toggle());

/** What each key does. The names in `text/` make the list that is shown. */
const shortcuts: Record<Key, (room: RoomState) => void> = {
  m: (room) => press(room, micSender(room)),
  v: (room) => press(room, cameraSender(room)),
  s: (room) => press(room, screenSender(room)),
  h: (room) => press(room, handSender(room)),
  c: (room) => room.openPanel('chat'),
  p: (room) => room.openPanel('people'),
  g: (room) => {
    const next = layouts[(layouts.indexOf(room.layout.value) + 1) % layouts.length] ?? 'auto';
    room.setLayout(next);
    room.remark(text.value.room.layout[next]);
  },
  f: () => void toggleFullScreen(),
  a: (room) => room.call.actions.setAudioOnly(!room.call.audioOnly.value),
  '?': (room) => (room.dialog.value = 'shortcuts'),
};
const isShortcut = (key: string): key is Key => key in shortcuts;

/** What others see or hear: a letter that went astray must not do it, so these keys work only once somebody has asked for them. */
const sending: readonly Key[] = ['m', 'v', 's', 'h'];

function isOn(room: RoomState, key: Key): boolean {
  if (key === '?') return true;
  return room.shortcutsOn.value && (room.sendingShortcutsOn.value || !sending.includes(key));
}

/** Single keys, while nobody writes and no dialog is open. They can be turned off (WCAG 2.1.4). */
export function useShortcuts(room: RoomState): void {
  // Before the first painting: whoever sees the room can use its keys.
  useLayoutEffect(() => {
    const stray = followStrayKeys();
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || stray.isStray(event)) return;
      const key = event.key.toLowerCase();
      if (!isShortcut(key) || !isOn(room, key) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      shortcuts[key](room);
    };
    document.addEventListener('keydown', pressed);
    const unsubscribe = room.panel.subscribe((panel) => void (panel === 'chat' && stray.quiet()));
    return () => {
      unsubscribe();
      document.removeEventListener('keydown', pressed);
      stray.stop();
    };
  }, [room]);
}

export function ShortcutsDialog() {
  const room = useRoom();
  const t = text.value.room.shortcuts;
  return (
    <Dialog title={t.title} onClose={() => (room.dialog.value = null)}>
      <p class="hint">{t.hint}</p>
      <dl class="shortcuts">
        {(Object.keys(t.keys) as Key[]).map((key) => (
          <div key={key}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{t.keys[key]}</dd>
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
