import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { holdsClass } from '#protocol/permissions.ts';
import type { Scope } from '../../crypto/messages/sealedMessage.ts';
import type { Named } from '../../state/call.ts';
import type { ClientTool, LiveTool, ToolCall } from '../port.ts';
import { chatKind, longestText, messageOf } from './kinds.ts';
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

/** Everybody, those who hold the class, or one person, by participant. */
type To = string;
type Outgoing = { readonly text: string; readonly to: To };

/** How many may read it: what could not be sent never comes back under a wider address than its own. */
const width = (to: To): number => (to === 'all' ? 2 : to === 'hosts' ? 1 : 0);

/** What was written in the class since one came, and how one writes. */
export type Chat = {
  readonly lines: Signal<readonly ChatLine[]>;
  /** How many of them have been looked at. */
  readonly seen: Signal<number>;
  /** In how many places they are shown now. */
  readonly shown: Signal<number>;
  /** To whom the next message goes: `all`, `hosts`, or a participant. */
  readonly to: Signal<string>;
  /** What is being written: it outlives the panel, and what could not be sent comes back to it. */
  readonly draft: Signal<string>;
  /** Something is on its way. */
  readonly sending: ReadonlySignal<boolean>;
  /** Sends what is written. The draft is free at once, so that nothing goes twice and what is typed meanwhile stays. */
  send(to: string): Promise<void>;
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
  const ask = async ({ text, to }: Outgoing): Promise<boolean> => {
    if (to === 'all') {
      const box = await call.sealAll(chatKind, { text });
      return box !== null && (await call.ask('chat.all', { box })) !== null;
    }
    if (to === 'hosts') {
      const holders = Array.from(call.people.value.values()).filter(({ role, self }) => holdsClass(role) && !self);
      const ids = holders.map(({ id }) => id);
      const boxes = await call.sealFor(chatKind, ids, 'hosts', { text });
      return boxes !== null && (await call.ask('chat.hosts', { boxes })) !== null;
    }
    const [box] = (await call.sealFor(chatKind, [to], 'private', { text })) ?? [];
    return box !== undefined && (await call.ask('chat.private', box)) !== null;
  };
  const draft = signal('');
  const to = signal<To>('all');
  const outbox = signal<readonly Outgoing[]>([]);
  /** What did not go, and all behind it, is there to be sent again: before what was typed meanwhile, in its order. */
  const takeBack = (): void => {
    const back = outbox.value;
    outbox.value = [];
    const written = messageOf(draft.value) === '' ? [] : [draft.value];
    draft.value = [...back.map(({ text }) => text), ...written].join('\n');
    const addresses = [...back.map((one) => one.to), ...(written.length > 0 ? [to.value] : [])];
    to.value = addresses.toSorted((a, b) => width(a) - width(b))[0] ?? to.value;
  };
  const sendAll = async (): Promise<void> => {
    for (let next = outbox.value[0]; next; next = outbox.value[0]) {
      if (!(await ask(next).catch(() => false))) return takeBack();
      outbox.value = outbox.value.slice(1);
      const scope = next.to === 'all' || next.to === 'hosts' ? next.to : 'private';
      const toName = scope === 'private' ? call.namedOf(next.to).name : null;
      add({ from: call.self, self: true, scope, toName, text: next.text });
    }
  };
  return {
    lines,
    seen: signal(0),
    shown: signal(0),
    to,
    draft,
    sending: computed(() => outbox.value.length > 0),
    add,
    send: async (address) => {
      const text = messageOf(draft.value);
      if (text === '' || text.length > longestText) return;
      draft.value = '';
      outbox.value = [...outbox.value, { text, to: address }];
      if (outbox.value.length === 1) await sendAll();
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
  kept: null,
  parts: chatParts(chat),
  [Symbol.dispose]: () => {
    chat.lines.value = [];
    chat.draft.value = '';
  },
});

export const chat: ClientTool<'chat'> = { style, start: (call) => liveChat(call, openChat(call)) };
