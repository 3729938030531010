import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { playSound } from '../../room/sounds.ts';
import { useRoom } from '../../room/roomState.ts';
import type { ToolParts, ToolSound } from '../port.ts';
import { ChatBrief, ChatPanel } from './panel.tsx';
import { longestText } from './kinds.ts';
import { words } from './text.ts';
import type { Chat } from './tool.ts';

/** Where the chat is found: a panel, which says how much was not read, and a way to write to one person. */
export const chatParts = (chat: Chat): ToolParts => ({
  panels: [
    {
      name: 'chat',
      icon: 'chat',
      word: () => words().title,
      Brief: () => <ChatBrief chat={chat} />,
      View: () => <ChatPanel chat={chat} />,
      badge: () => {
        const count = Math.max(0, chat.lines.value.length - chat.seen.value);
        return { count, words: words().unread(count) };
      },
      shortcut: 'c',
      writes: true,
    },
  ],
  shortcuts: [{ key: 'c', words: () => words().title, sends: false, press: (room) => room.openPanel('chat') }],
  rights: [
    {
      right: 'chat',
      words: () => words().right,
      person: { icon: 'chat', allow: () => words().allow, forbid: () => words().forbid },
    },
    { right: 'privateChat', words: () => words().privateRight },
  ],
  personActions: ({ id }, room) =>
    room.holds.value || room.call.may('privateChat')
      ? [
          {
            icon: 'chat',
            word: words().write,
            run: () => {
              chat.to.value = id;
              room.panel.value = 'chat';
            },
          },
        ]
      : [],
  sounds: [messageSound],
  outlet: {
    key: 'chat',
    icon: 'chat',
    word: () => words().bring,
    longest: longestText,
    // It is sent by who brings it, and can be changed before.
    take: (text, room) => {
      const written = chat.draft.value.trim();
      chat.draft.value = written === '' ? text : `${written}\n${text}`;
      chat.to.value = 'all';
      room.panel.value = 'chat';
    },
  },
  Over: () => <NewMessages chat={chat} />,
});

const messageSound: ToolSound = { key: 'message', words: () => words().sound, tune: 'drop' };

/** Says that a message came while nobody looked at the chat. */
function NewMessages({ chat }: { chat: Chat }) {
  const room = useRoom();
  const said = useRef(chat.lines.peek().length);
  useSignalEffect(() => {
    const lines = chat.lines.value;
    const last = lines.at(-1);
    if (lines.length > said.current && last && !last.self) {
      const open = chat.shown.peek() > 0;
      if (!open || document.hidden) playSound(messageSound);
      const { newFrom } = words();
      if (!open) room.remark(newFrom(last.name), { who: last, words: newFrom });
    }
    said.current = lines.length;
  });
  return null;
}
