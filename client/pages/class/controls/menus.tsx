import { Fragment } from 'preact';
import { language, text } from '../../../text/text.ts';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { narrow } from '../../../ui/mediaQuery.ts';
import { Choice } from '../../../room/choice.tsx';
import type { Layout } from '../../../room/roomState.ts';
import { useClassRoom } from '../classRoom.ts';
import type { Sender } from '../../../room/sender.ts';
import { screenSender } from './senders.ts';
import { allOf, toolsBadge, isShown } from '../toolParts.ts';
import { toggleFullScreen, isFullScreen } from './fullScreen.ts';

type Close = { close: () => void };

const layoutIcons: Record<Layout, IconName> = { auto: 'check', grid: 'layout', side: 'board', spotlight: 'enlarge' };

export function LayoutChoices({ close }: Close) {
  const room = useClassRoom();
  const t = text.value.room.layout;
  const full = isFullScreen();
  return (
    <div class="choices">
      {(Object.keys(layoutIcons) as Layout[]).map((layout) => (
        <Choice
          key={layout}
          icon={layoutIcons[layout]}
          word={t[layout]}
          chosen={room.layout.value === layout && room.pinned.value === null}
          onPress={() => {
            room.setLayout(layout);
            close();
          }}
        />
      ))}
      <Choice icon={full ? 'reduce' : 'enlarge'} word={full ? t.fullOff : t.full} onPress={() => void toggleFullScreen()} />
    </div>
  );
}

const senderChoice = ({ icon, does, on, blocked, toggle }: Sender) => ({
  icon,
  word: does,
  chosen: on,
  blocked,
  onPress: toggle,
});

/** What does not fit in the bar, and what is seldom needed. */
export function MoreChoices({ close }: Close) {
  const room = useClassRoom();
  const t = text.value.room;
  const { call } = room;
  const small = narrow.value;
  const audioOnly = call.audioOnly.value;
  const people = toolsBadge(room, 'people');
  const panels = allOf(room, 'panels').filter((panel) => panel.narrow?.(room) === 'menu');
  const tools = allOf(room, 'controls').filter(({ narrow: place }) => place(room) === 'menu');
  const then = (action: () => void) => () => {
    close();
    action();
  };
  return (
    <div class="choices">
      {small && (
        <>
          <Choice
            icon="people"
            word={people.count > 0 ? `${t.controls.people} (${people.words})` : t.controls.people}
            onPress={then(() => room.openPanel('people'))}
          />
          {panels.map(({ name, icon, word, badge }) => {
            const { count, words: asks } = badge(room);
            const said = count > 0 ? `${word()} (${asks})` : word();
            return <Choice key={name} icon={icon} word={said} onPress={then(() => room.openPanel(name))} />;
          })}
          <Choice {...senderChoice(screenSender(room))} />
          {tools.map(
            (tool) => isShown(tool, room) && 'toggle' in tool && <Choice key={tool.key} {...senderChoice(tool.toggle(room))} />,
          )}
          {tools.map(
            (tool) =>
              'Choices' in tool &&
              !tool.blocked(room) && (
                <Fragment key={tool.key}>
                  <h2>{tool.title()}</h2>
                  <tool.Choices close={close} />
                </Fragment>
              ),
          )}
          <h2>{t.layout.title}</h2>
          <LayoutChoices close={close} />
          <h2>{t.more.title}</h2>
        </>
      )}
      <Choice icon="mic" word={t.more.devices} onPress={then(() => (room.dialog.value = 'devices'))} />
      <Choice icon="sound" word={t.more.audioOnly} chosen={audioOnly} onPress={() => call.actions.setAudioOnly(!audioOnly)} />
      {!small && <Choice icon="question" word={t.more.shortcuts} onPress={then(() => (room.dialog.value = 'shortcuts'))} />}
      <Choice icon="shield" word={t.more.held} onPress={then(() => (room.dialog.value = 'held'))} />
      <a class="choice button" href={`/notice?lang=${language.value}`} target="_blank" rel="noreferrer">
        <Icon name="shield" />
        {t.more.notice} {text.value.pages.newTab}
      </a>
    </div>
  );
}
