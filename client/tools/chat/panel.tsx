import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Named } from '../../state/call.ts';
import { text } from '../../text/text.ts';
import { isComposing } from '../../room/composing.ts';
import { mistakenFor } from '../../room/named.tsx';
import { Panel } from '../../room/panel.tsx';
import { useRoom } from '../../room/roomState.ts';
import { Icon } from '../../ui/icon.tsx';
import { longestText, messageOf } from './kinds.ts';
import { ChatLineView, LinkDialog } from './line.tsx';
import { words } from './text.ts';
import type { Chat } from './tool.ts';

/** Messages: to all, to those who hold the class, or to one person where that is allowed. */
export function ChatPanel({ chat }: { chat: Chat }) {
  return (
    <Panel name="chat" title={words().title}>
      <Messages chat={chat} focuses />
    </Panel>
  );
}

/** The same without a frame, that one has beside something else: the focus stays where it is. */
export function ChatBrief({ chat }: { chat: Chat }) {
  return (
    <div class="brief">
      <Messages chat={chat} focuses={false} />
    </div>
  );
}

function Messages({ chat, focuses }: { chat: Chat; focuses: boolean }) {
  const t = words();
  const log = useRef<HTMLDivElement>(null);
  const link = useSignal<string | null>(null);
  useEffect(() => {
    chat.shown.value += 1;
    return () => void (chat.shown.value -= 1);
  }, []);
  useSignalEffect(() => {
    chat.seen.value = chat.lines.value.length;
    requestAnimationFrame(() => log.current?.scrollTo({ top: log.current.scrollHeight }));
  });
  const lines = chat.lines.value;
  return (
    <>
      <div ref={log} class="panel-body chat-log" role="log" aria-label={t.log} tabIndex={0}>
        {lines.length === 0 && <p class="hint">{t.empty}</p>}
        {lines.map((line) => (
          <ChatLineView key={line.key} line={line} onLink={(url) => (link.value = url)} />
        ))}
      </div>
      <Composer chat={chat} focuses={focuses} />
      {link.value && <LinkDialog url={link.value} onClose={() => (link.value = null)} />}
    </>
  );
}

/** A list of choices has room for words only: role and likeness stand behind the name. */
function optionOf({ name, role, mistakable }: Named): string {
  const tags = [role === 'student' ? null : text.value.codes.roles[role], mistakable && mistakenFor(mistakable)].filter(Boolean);
  return tags.length > 0 ? `${name} (${tags.join(', ')})` : name;
}

function Composer({ chat, focuses }: { chat: Chat; focuses: boolean }) {
  const room = useRoom();
  const { call } = room;
  const t = words();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  // Only as the panel opens: a box that comes back later leaves the focus where somebody has put it.
  useLayoutEffect(() => {
    if (focuses) box.current?.focus();
  }, []);
  const recipients = recipientsNow();
  const written = messageOf(chat.draft.value);
  const to = recipientOf(chat.to.value, recipients);
  // Whoever has begun to write writes to whom is shown now, whatever opens or closes meanwhile.
  const write = (typed: string) => {
    if (to !== null) chat.to.value = to;
    chat.draft.value = typed;
  };
  const send = () => {
    if (to !== null) void chat.send(to);
    box.current?.focus();
  };
  if (recipients.length === 0) return <p class="chat-closed hint">{call.state.value.calm ? t.closedCalm : t.closed}</p>;
  const left = longestText - written.length;
  const wrong = left < 0 ? t.over(-left) : to === null ? t.gone : null;
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {recipients[0]?.value !== 'all' && <p class="hint">{t.closed}</p>}
      <div class="composer-to">
        <label for={`${id}-to`}>{t.to}</label>
        <select id={`${id}-to`} value={to ?? ''} onChange={(event) => (chat.to.value = event.currentTarget.value)}>
          {to === null && (
            <option value="" disabled>
              {t.choose}
            </option>
          )}
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
          aria-label={t.message}
          aria-describedby={`${id}-state`}
          aria-invalid={wrong !== null}
          placeholder={chat.sending.value ? t.sending : t.message}
          value={chat.draft.value}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
            event.preventDefault();
            if (!event.repeat) send();
          }}
        />
        <button type="submit" class="primary square" aria-label={t.send} title={t.send}>
          <Icon name="send" />
        </button>
      </div>
      <div id={`${id}-state`}>
        {wrong !== null && (
          <p class="error" role="alert">
            {wrong}
          </p>
        )}
        {wrong === null && left <= longestText / 10 && <p class="hint">{t.left(left)}</p>}
      </div>
    </form>
  );

  /** A student may always write to the teacher, except in a calmed class. */
  function recipientsNow(): Recipient[] {
    const holds = room.holds.value;
    const all = call.may('chat') ? [{ value: 'all', name: t.toAll }] : [];
    const hosts = !holds && !call.state.value.calm ? [{ value: 'hosts', name: t.toHosts }] : [];
    const others = Array.from(call.people.value.values()).filter(({ self }) => !self);
    const one = holds || call.may('privateChat') ? others.map((person) => ({ value: person.id, name: optionOf(person) })) : [];
    return [...all, ...hosts, ...one];
  }
}

type Recipient = { readonly value: string; readonly name: string };

/** To whom it goes: who was chosen, or what is nearest. Null when more would read it than was chosen: that is asked for. */
function recipientOf(chosen: string, recipients: readonly Recipient[]): string | null {
  if (recipients.some(({ value }) => value === chosen)) return chosen;
  return chosen === 'all' ? (recipients[0]?.value ?? null) : null;
}
