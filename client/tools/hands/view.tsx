import { type RoomState, useRoom } from '../../room/roomState.ts';
import { Name, NameTags } from '../../room/named.tsx';
import { press, type Sender, whyNot } from '../../room/sender.ts';
import { Icon } from '../../ui/icon.tsx';
import type { ToolParts } from '../port.ts';
import { words } from './text.ts';
import type { Hands } from './tool.ts';

/** Where hands are seen: a button, a list in order above the people, a mark on the picture. */
export const handsParts = (hands: Hands): ToolParts => {
  const own = (room: RoomState): Sender => {
    const t = words();
    const { self } = hands.call;
    const on = hands.raised.value.includes(self);
    return {
      icon: 'hand',
      word: t.word,
      does: on ? t.down : t.up,
      on,
      blocked: on ? null : whyNot(room, 'hand'),
      toggle: () => (on ? hands.lower(self) : hands.raise()),
    };
  };
  return {
    controls: [{ key: 'hand', narrow: ({ holds }) => (holds.value ? 'menu' : 'bar'), toggle: own, shortcut: 'h' }],
    shortcuts: [{ key: 'h', words: () => words().shortcut, sends: true, press: (room) => press(room, own(room)) }],
    rights: [{ right: 'hand', words: () => words().right }],
    sections: { people: () => <Raised hands={hands} /> },
    badges: {
      people: () => {
        const count = hands.raised.value.length;
        return { count, words: words().raised(count) };
      },
    },
    Mark: ({ person }) =>
      hands.raised.value.includes(person.id) ? (
        <span class="tile-hand">
          <Icon name="hand" />
          <span class="unseen">{words().mark}</span>
        </span>
      ) : null,
  };
};

function Raised({ hands }: { hands: Hands }) {
  const { call, holds } = useRoom();
  const t = words();
  const people = call.people.value;
  const raised = hands.raised.value.flatMap((id) => people.get(id) ?? []);
  if (raised.length === 0) return null;
  return (
    <section class="panel-section">
      <h3>{t.title}</h3>
      <ol class="hands">
        {raised.map((person) => (
          <li key={person.id}>
            <Icon name="hand" />
            <span class="person-name">
              <Name name={person.name} />
              <NameTags who={person} />
            </span>
            {(holds.value || person.self) && (
              <button type="button" class="quiet square" aria-label={t.lower(person.name)} onClick={() => hands.lower(person.id)}>
                <Icon name="check" />
              </button>
            )}
          </li>
        ))}
      </ol>
      {holds.value && (
        <button type="button" onClick={() => hands.lowerAll()}>
          {t.lowerAll}
        </button>
      )}
    </section>
  );
}
