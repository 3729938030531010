import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type RoomState, useRoom } from '../../room/roomState.ts';
import { press, type Sender, whyNot } from '../../room/sender.ts';
import { Icon } from '../../ui/icon.tsx';
import type { ToolParts } from '../port.ts';
import { Raised } from './list.tsx';
import { handSound, placeOf } from './order.ts';
import { watchSpoken } from './spoken.ts';
import { words } from './text.ts';
import type { Hands } from './tool.ts';

/** Where hands are seen: a button, a list in order above the people, a mark on the picture. */
export const handsParts = (hands: Hands): ToolParts => {
  const own = (room: RoomState): Sender => {
    const t = words();
    const { self } = hands.call;
    const place = placeOf(hands, self);
    const on = place > 0;
    return {
      icon: 'hand',
      word: t.word,
      does: on ? t.down : t.up,
      on,
      blocked: on ? null : whyNot(room, 'hand'),
      badge: { count: place, words: on ? t.place(place) : '' },
      toggle: () => (on ? hands.lower(self) : hands.raise()),
    };
  };
  const list = () => <Raised hands={hands} />;
  return {
    controls: [{ key: 'hand', narrow: ({ holds }) => (holds.value ? 'menu' : 'bar'), toggle: own, shortcut: 'h' }],
    shortcuts: [{ key: 'h', words: () => words().shortcut, sends: true, press: (room) => press(room, own(room)) }],
    rights: [{ right: 'hand', words: () => words().right }],
    sounds: [{ ...handSound, shown: ({ holds }) => holds.value }],
    sections: { people: list, beside: list },
    badges: {
      people: () => {
        const count = hands.raised.value.length;
        return { count, words: words().raised(count) };
      },
    },
    Over: () => (
      <>
        <LowerAfterSpeaking hands={hands} />
        <OwnTurn hands={hands} />
      </>
    ),
    Mark: ({ person }) => {
      const place = placeOf(hands, person.id);
      if (place === 0) return null;
      return (
        <span class="tile-hand">
          <Icon name="hand" />
          <span class="unseen">{words().mark}, </span>
          {place}
        </span>
      );
    },
  };
};

/** Whoever has spoken is asked whether their hand goes down: themselves, and those who hold the class. */
function LowerAfterSpeaking({ hands }: { hands: Hands }) {
  const room = useRoom();
  const watch = useRef<ReturnType<typeof watchSpoken> | null>(null);
  useEffect(() => () => watch.current?.[Symbol.dispose](), []);
  useSignalEffect(() => {
    const { self } = hands.call;
    const raised = hands.raised.value.filter((id) => id === self || room.holds.value);
    watch.current ??= watchSpoken((id) => {
      hands.spoken.value = new Set([...hands.spoken.value, id]);
      const t = words();
      const who = hands.call.namedOf(id);
      const mine = id === self;
      room.remark(mine ? t.youSpoke : t.spoke(who.name), mine ? undefined : { who, words: t.spoke }, {
        word: t.lowerThis,
        label: mine ? t.down : t.lower(who.name),
        press: () => hands.lower(id),
        still: () => placeOf(hands, id) > 0,
      });
    });
    watch.current.follow(raised, room.call.speakers.value);
  });
  return null;
}

/** Says to somebody who has waited that they are the first now. */
function OwnTurn({ hands }: { hands: Hands }) {
  const room = useRoom();
  const before = useRef(0);
  useSignalEffect(() => {
    const place = placeOf(hands, hands.call.self);
    if (place === 1 && before.current > 1) room.remark(words().first);
    before.current = place;
  });
  return null;
}
