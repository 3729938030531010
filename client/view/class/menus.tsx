import { language, text } from '../../text/text.ts';
import { reactionEmojis } from '../../text/reactions.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { narrow } from '../parts/mediaQuery.ts';
import { reactionIcons } from './reactions.tsx';
import { type Layout, useRoom } from './roomState.ts';
import { handSender, reactBlocked, screenSender, type Sender } from './senders.ts';
import { toggleFullScreen, isFullScreen } from './fullScreen.ts';

type Close = { close: () => void };

function Choice(props: { icon: IconName; word: string; chosen?: boolean; blocked?: string | null; onPress: () => void }) {
  const room = useRoom();
  return (
    <button
      type="button"
      class="choice"
      aria-pressed={props.chosen}
      aria-disabled={Boolean(props.blocked)}
      title={props.blocked ?? undefined}
      onClick={() => (props.blocked ? room.remark(props.blocked) : props.onPress())}
    >
      <Icon name={props.icon} />
      {props.word}
    </button>
  );
}

export function ReactChoices({ close }: Close) {
  const { call } = useRoom();
  const { names } = text.value.room.reactions;
  return (
    <div class="choices two">
      {reactionEmojis.map((emoji) => (
        <Choice
          key={emoji}
          icon={reactionIcons[emoji]}
          word={names[emoji]}
          onPress={() => {
            void call.actions.react(emoji);
            close();
          }}
        />
      ))}
    </div>
  );
}

const layoutIcons: Record<Layout, IconName> = { auto: 'check', grid: 'layout', side: 'board', spotlight: 'enlarge' };

export function LayoutChoices({ close }: Close) {
  const room = useRoom();
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
  const room = useRoom();
  const t = text.value.room;
  const { call } = room;
  const small = narrow.value;
  const audioOnly = call.audioOnly.value;
  const handsUp = call.hands.value.length;
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
            word={handsUp > 0 ? `${t.controls.people} (${t.controls.handsUp(handsUp)})` : t.controls.people}
            onPress={then(() => room.openPanel('people'))}
          />
          <Choice {...senderChoice(screenSender(room))} />
          {room.holds.value && <Choice {...senderChoice(handSender(room))} />}
          {!reactBlocked(room) && (
            <>
              <h2>{t.reactions.title}</h2>
              <ReactChoices close={close} />
            </>
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
