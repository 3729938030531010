import { useSignal, useSignalEffect } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Named } from '../../state/call.ts';
import { text } from '../../text/text.ts';
import { mistakenFor } from '../../room/named.tsx';
import { Panel } from '../../room/panel.tsx';
import { useRoom } from '../../room/roomState.ts';
import { Icon } from '../../ui/icon.tsx';
import { longestText } from './kinds.ts';
import { ChatLineView, LinkDialog } from './line.tsx';
import { words } from './text.ts';
import type { Chat } from './tool.ts';

/** Messages: to all, to those who hold the class, or to one person where that is allowed. */
export function ChatPanel({ chat }: { chat: Chat }) {
  const t = words();
  const log = useRef<HTMLDivElement>(null);
  const link = useSignal<string | null>(null);
  useSignalEffect(() => {
    chat.seen.value = chat.lines.value.length;
    requestAnimationFrame(() => log.current?.scrollTo({ top: log.current.scrollHeight }));
  });
  const lines = chat.lines.value;
  return (
    <Panel name="chat" title={t.title}>
      <div ref={log} class="panel-body chat-log" role="log" aria-label={t.log} tabIndex={0}>
        {lines.length === 0 && <p class="hint">{t.empty}</p>}
        {lines.map((line) => (
          <ChatLineView key={line.key} line={line} onLink={(url) => (link.value = url)} />
        ))}
      </div>
      <Composer chat={chat} />
      {link.value && <LinkDialog url={link.value} onClose={() => (link.value = null)} />}
    </Panel>
  );
}

/** A list of choices has room for words only: role and likeness stand behind the name. */
function optionOf({ name, role, mistakable }: Named): string {
  const tags = [role === 'student' ? null : text.value.codes.roles[role], mistakable && mistakenFor(mistakable)].filter(Boolean);
  return tags.length > 0 ? `${name} (${tags.join(', ')})` : name;
}

function Composer({ chat }: { chat: Chat }) {
  const room = useRoom();
  const { call } = room;
  const t = words();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  // Only as the panel opens: a box that comes back later leaves the focus where somebody has put it.
  useLayoutEffect(() => box.current?.focus(), []);
  const recipients = recipientsNow();
  const to = recipients.some(({ value }) => value === chat.to.value) ? chat.to.value : (recipients[0]?.value ?? null);
  const send = async () => {
    const written = box.current?.value.trim() ?? '';
    if (!box.current || !written || to === null) return;
    const sent = await chat.say(written, to === 'all' || to === 'hosts' ? to : { id: to });
    if (sent && box.current) box.current.value = '';
    box.current?.focus();
  };
  if (to === null) return <p class="chat-closed hint">{call.state.value.calm ? t.closedCalm : t.closed}</p>;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {recipients[0]?.value !== 'all' && <p class="hint">{t.closed}</p>}
      <div class="composer-to">
        <label for={`${id}-to`}>{t.to}</label>
        <select id={`${id}-to`} value={to} onChange={(event) => (chat.to.value = event.currentTarget.value)}>
          {recipients.map(({ value, name }) => (
            <option key={value} value={value} dir="auto">
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="joined">
        <textarea
          ref={box}
          rows={2}
          maxLength={longestText}
          aria-label={t.message}
          placeholder={t.message}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <button type="submit" class="primary square" aria-label={t.send} title={t.send}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );

  /** A student may always write to the teacher, except in a calmed class. */
  function recipientsNow(): { value: string; name: string }[] {
    const holds = room.holds.value;
    const all = call.may('chat') ? [{ value: 'all', name: t.toAll }] : [];
    const hosts = !holds && !call.state.value.calm ? [{ value: 'hosts', name: t.toHosts }] : [];
    const others = Array.from(call.people.value.values()).filter(({ self }) => !self);
    const one = holds || call.may('privateChat') ? others.map((person) => ({ value: person.id, name: optionOf(person) })) : [];
    return [...all, ...hosts, ...one];
  }
}
