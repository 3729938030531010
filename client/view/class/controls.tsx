import { text } from '../../text/text.ts';
import { narrow } from '../parts/mediaQuery.ts';
import { Popup } from '../parts/popup.tsx';
import { Control } from './control.tsx';
import { LayoutChoices, MoreChoices, ReactChoices } from './menus.tsx';
import { type Panel, type RoomState, useRoom } from './roomState.ts';
import { cameraSender, handSender, micSender, reactBlocked, screenSender, type Sender } from './senders.ts';

/** The bar below: on a narrow screen the essential ones, and the rest behind "more". */
export function Controls() {
  const room = useRoom();
  const t = text.value.room.controls;
  const small = narrow.value;
  const holds = room.holds.value;
  return (
    <nav class="controls" aria-label={t.label}>
      <SenderControl sender={micSender(room)} shortcut="m" />
      <SenderControl sender={cameraSender(room)} shortcut="v" />
      {!small && <SenderControl sender={screenSender(room)} shortcut="s" />}
      {(!small || !holds) && <SenderControl sender={handSender(room)} shortcut="h" />}
      {!small && (
        <Popup
          label={text.value.room.reactions.title}
          button={(tie) => <Control icon="smile" word={t.react} tie={tie} blocked={reactBlocked(room)} />}
        >
          {(close) => <ReactChoices close={close} />}
        </Popup>
      )}
      <PanelControl panel="chat" />
      {!small && <PanelControl panel="people" />}
      {holds && <PanelControl panel="manage" />}
      {!small && (
        <Popup
          label={text.value.room.layout.title}
          button={(tie) => <Control icon="layout" word={t.layout} tie={tie} shortcut="g" />}
        >
          {(close) => <LayoutChoices close={close} />}
        </Popup>
      )}
      <Popup
        label={text.value.room.more.title}
        class="popup-end"
        button={(tie) => <Control icon="more" word={t.more} tie={tie} badge={small ? handsBadge(room) : null} />}
      >
        {(close) => <MoreChoices close={close} />}
      </Popup>
      <Control icon="leave" word={t.leave} tone="danger" onPress={() => (room.dialog.value = 'leave')} />
    </nav>
  );
}

function SenderControl({ sender, shortcut }: { sender: Sender; shortcut: string }) {
  const room = useRoom();
  const { icon, word, does, on, blocked, toggle } = sender;
  const works = room.shortcutsOn.value && room.sendingShortcutsOn.value;
  return <Control icon={icon} word={word} does={does} on={on} blocked={blocked} onPress={toggle} {...(works && { shortcut })} />;
}

const panelIcons = { chat: 'chat', people: 'people', manage: 'manage' } as const;
const panelShortcuts: Partial<Record<Panel, string>> = { chat: 'c', people: 'p' };

/** What each panel has to say while it is closed. */
function badgeOf(room: RoomState, panel: Panel) {
  const t = text.value.room.controls;
  switch (panel) {
    case 'chat': {
      const count = Math.max(0, room.call.chat.value.length - room.seenMessages.value);
      return { count, words: t.unread(count) };
    }
    case 'people':
      return handsBadge(room);
    case 'manage': {
      const count = room.call.waiting.value.length;
      return { count, words: t.knocking(count) };
    }
  }
}

function handsBadge(room: RoomState) {
  const count = room.call.hands.value.length;
  return { count, words: text.value.room.controls.handsUp(count) };
}

function PanelControl({ panel }: { panel: Panel }) {
  const room = useRoom();
  const shortcut = panelShortcuts[panel];
  return (
    <Control
      id={`control-${panel}`}
      icon={panelIcons[panel]}
      word={text.value.room.controls[panel]}
      expanded={room.panel.value === panel}
      badge={badgeOf(room, panel)}
      onPress={() => room.openPanel(panel)}
      {...(shortcut && { shortcut })}
    />
  );
}
