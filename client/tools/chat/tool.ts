import { type Signal, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { Scope } from '../../crypto/messages/sealedMessage.ts';
import type { Named } from '../../state/call.ts';
import type { ClientTool, LiveTool, ToolCall } from '../port.ts';
import { chatKind } from './kinds.ts';
import style from './style.css?inline';
import { chatParts } from './view.tsx';

/** A message, with its writer as they were when it came. */
export type ChatLine = Named & {
  readonly key: string;
  readonly from: string;
  readonly self: boolean;
  readonly scope: Scope;
  /** For a line that one sent privately: to whom. */
  readonly toName: string | null;
  readonly text: string;
  readonly at: Date;
};

/** Everybody, those who hold the class, or one person. */
type To = 'all' | 'hosts' | { readonly id: string };

/** What was written in the class since one came, and how one writes. */
export type Chat = {
  readonly lines: Signal<readonly ChatLine[]>;
  /** How many of them have been looked at. */
  readonly seen: Signal<number>;
  /** To whom the next message goes: `all`, `hosts`, or a participant. */
  readonly to: Signal<string>;
  /** True when sent. */
  say(text: string, to: To): Promise<boolean>;
  add(line: Omit<ChatLine, 'key' | 'at' | keyof Named>): void;
};

const kept = 500;

export const openChat = (call: ToolCall<'chat'>): Chat => {
  const lines = signal<readonly ChatLine[]>([]);
  let count = 0;
  const add: Chat['add'] = (line) => {
    const entry = { ...call.namedOf(line.from), ...line, key: String(++count), at: new Date() };
    lines.value = [...lines.value, entry].slice(-kept);
  };
  const send = async (text: string, to: To): Promise<boolean> => {
    if (to === 'all') return (await call.ask('chat.all', { box: await call.sealAll(chatKind, { text }) })) !== null;
    if (to === 'hosts') {
      const holders = Array.from(call.people.value.values()).filter(({ role, self }) => holdsClass(role) && !self);
      const ids = holders.map(({ id }) => id);
      return (await call.ask('chat.hosts', { boxes: await call.sealFor(chatKind, ids, 'hosts', { text }) })) !== null;
    }
    const [box] = await call.sealFor(chatKind, [to.id], 'private', { text });
    return box !== undefined && (await call.ask('chat.private', box)) !== null;
  };
  return {
    lines,
    seen: signal(0),
    to: signal('all'),
    add,
    say: async (text, to) => {
      if (!(await send(text, to))) return false;
      const toName = typeof to === 'object' ? call.namedOf(to.id).name : null;
      add({ from: call.self, self: true, scope: typeof to === 'object' ? 'private' : to, toName, text });
      return true;
    },
  };
};

export const liveChat = (call: ToolCall<'chat'>, chat: Chat): LiveTool<'chat'> => ({
  hears: {
    chat: async ({ from, scope, box }) => {
      const said = await call.open(chatKind, from, scope, box);
      if (said) chat.add({ from, self: false, scope, toName: null, text: said.text });
    },
  },
  takes: null,
  parts: chatParts(chat),
  [Symbol.dispose]: () => (chat.lines.value = []),
});

export const chat: ClientTool<'chat'> = { style, start: (call) => liveChat(call, openChat(call)) };
