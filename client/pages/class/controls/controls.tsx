import { text } from '../../../text/text.ts';
import type { ToolControl } from '../../../tools/port.ts';
import { narrow } from '../../../ui/mediaQuery.ts';
import { Popup } from '../../../ui/popup.tsx';
import { Control } from './control.tsx';
import type { Sender } from '../../../room/sender.ts';
import { LayoutChoices, MoreChoices } from './menus.tsx';
import { type ClassRoom, useClassRoom } from '../classRoom.ts';
import { cameraSender, micSender, screenSender } from './senders.ts';
import { allOf, isShown, toolsBadge } from '../toolParts.ts';
import './controls.css';

/** The bar below: on a narrow screen the essential ones, and the rest behind "more". */
export function Controls() {
  const room = useClassRoom();
  const t = text.value.room.controls;
  const small = narrow.value;
  const holds = room.holds.value;
  return (
    <nav class="controls" aria-label={t.label}>
      <SenderControl sender={micSender(room)} shortcut="m" />
      <SenderControl sender={cameraSender(room)} shortcut="v" />
      {!small && <SenderControl sender={screenSender(room)} shortcut="s" />}
      {allOf(room, 'controls')
        .filter((tool) => isShown(tool, room) && (!small || tool.narrow(room) === 'bar'))
        .map((tool) => (
          <OfTool key={tool.key} tool={tool} />
        ))}
      {allOf(room, 'panels')
        .filter((panel) => !small || panel.narrow?.(room) !== 'menu')
        .map(({ name, icon, word, badge, shortcut }) => (
          <Control
            key={name}
            icon={icon}
            word={word()}
            badge={badge(room)}
            {...opening(room, name)}
            {...(shortcut && { shortcut })}
          />
        ))}
      {!small && (
        <Control icon="people" word={t.people} badge={toolsBadge(room, 'people')} shortcut="p" {...opening(room, 'people')} />
      )}
      {holds && <Control icon="manage" word={t.manage} badge={waitingBadge(room)} {...opening(room, 'manage')} />}
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
        button={(tie) => <Control icon="more" word={t.more} tie={tie} badge={small ? toolsBadge(room, 'people') : null} />}
      >
        {(close) => <MoreChoices close={close} />}
      </Popup>
      <Control icon="leave" word={t.leave} tone="danger" onPress={() => (room.dialog.value = 'leave')} />
    </nav>
  );
}

function SenderControl({ sender, shortcut }: { sender: Sender; shortcut?: string | undefined }) {
  const room = useClassRoom();
  const { icon, word, does, on, blocked, toggle } = sender;
  const works = shortcut && room.shortcutsOn.value && room.sendingShortcutsOn.value;
  return <Control icon={icon} word={word} does={does} on={on} blocked={blocked} onPress={toggle} {...(works && { shortcut })} />;
}

function OfTool({ tool }: { tool: ToolControl }) {
  const room = useClassRoom();
  if ('toggle' in tool) return <SenderControl sender={tool.toggle(room)} shortcut={tool.shortcut} />;
  return (
    <Popup
      label={tool.title()}
      button={(tie) => <Control icon={tool.icon} word={tool.word()} tie={tie} blocked={tool.blocked(room)} />}
    >
      {(close) => <tool.Choices close={close} />}
    </Popup>
  );
}

/** What a button has that opens a panel. */
const opening = (room: ClassRoom, panel: string) => ({
  id: `control-${panel}`,
  expanded: room.panel.value === panel,
  onPress: () => room.openPanel(panel),
});

function waitingBadge(room: ClassRoom) {
  const waiting = room.call.waiting.value.length;
  const tools = toolsBadge(room, 'manage');
  const words = [waiting > 0 ? text.value.room.controls.knocking(waiting) : '', tools.words].filter(Boolean);
  return { count: waiting + tools.count, words: words.join('. ') };
}
