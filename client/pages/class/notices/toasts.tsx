import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Named, Notice, NoticeName } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { NameTags, Sentence } from '../../../room/named.tsx';
import { type Panel, useRoom } from '../../../room/roomState.ts';
import { sentenceOf, warningWords } from '../top/shieldWords.ts';
import { Unopened } from './unopened.tsx';
import './toasts.css';

const shownMs = 7_000;
/** Where one does something about an announcement. */
const panelFor: Partial<Record<NoticeName, Panel>> = { knocked: 'manage' };

/** A notice in words; a refusal says why. */
function NoticeWords({ notice }: { notice: Notice }) {
  if (notice.message === 'told') {
    const { words: told, who } = notice;
    return who ? <Sentence words={told} name={who.name} /> : told();
  }
  const { message, who, source, code } = notice;
  if (message === 'refused' && code) return text.value.codes.refusal[code];
  const words = text.value.codes.notices[message];
  return who ? <Sentence words={(name) => words(name, source)} name={who.name} /> : words(undefined, source);
}

/** Passing announcements, in a polite live region. Those that ask something are dialogs instead. */
export function Toasts() {
  const room = useRoom();
  const { call, remarks } = room;
  useRemarks();
  const notices = call.notices.value.filter(({ message }) => message !== 'asked');
  const forgetRemark = (key: string) => (remarks.value = remarks.value.filter((remark) => remark.key !== key));
  return (
    <div class="toasts">
      <Unopened />
      <div role="log" aria-live="polite" aria-label={text.value.room.toasts.label}>
        {notices.map((notice) => (
          <Toast
            key={notice.key}
            words={<NoticeWords notice={notice} />}
            who={notice.message === 'stopped' ? undefined : notice.who}
            panel={notice.message === 'told' ? notice.panel : panelFor[notice.message]}
            onGone={() => call.actions.dismissNotice(notice.key)}
          />
        ))}
        {remarks.value.map(({ key, text: words, about }) => (
          <Toast
            key={key}
            words={about ? <Sentence words={about.words} name={about.who.name} /> : words}
            who={about?.who}
            onGone={() => forgetRemark(key)}
          />
        ))}
      </div>
    </div>
  );
}

/** Stays a few seconds, and for as long as it is pointed at or focused. */
function Toast(props: { words: ComponentChildren; who?: Named | undefined; panel?: Panel | undefined; onGone: () => void }) {
  const { words, who, panel, onGone } = props;
  const room = useRoom();
  const held = useRef(false);
  useEffect(() => {
    let timer = setTimeout(leave, shownMs);
    return () => clearTimeout(timer);
    function leave(): void {
      if (held.current) timer = setTimeout(leave, shownMs);
      else onGone();
    }
  }, []);
  const hold = (on: boolean) => () => {
    held.current = on;
  };
  const told = (
    <>
      {words}
      {who && <NameTags who={who} />}
    </>
  );
  // In the open panel it is seen already, and would be covered.
  if (panel && room.panel.value === panel) return <p class="unseen">{told}</p>;
  return (
    <div class="toast" onMouseEnter={hold(true)} onMouseLeave={hold(false)} onFocusIn={hold(true)} onFocusOut={hold(false)}>
      <p>{told}</p>
      {panel && room.holds.value && (
        <button type="button" class="quiet" onClick={() => room.openPanel(panel)}>
          {text.value.room.toasts.see}
        </button>
      )}
      <button type="button" class="quiet square" aria-label={text.value.room.toasts.dismiss} onClick={onGone}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Says what happened out of sight: a warning of the shield. */
function useRemarks(): void {
  const room = useRoom();
  const { call } = room;
  const said = useRef({ warnings: new Set<string>() });
  useSignalEffect(() => {
    // What does not open stands there by itself, until it is over.
    const warnings = call.shield.value.warnings.filter(({ kind }) => kind !== 'unopened');
    for (const warning of warnings) {
      const sentence = warningWords(warning);
      if (said.current.warnings.has(sentence)) continue;
      const person = warning.who ? call.people.peek().get(warning.who) : undefined;
      room.remark(sentence, person?.name ? { who: person, words: sentenceOf(warning) } : undefined);
    }
    said.current.warnings = new Set(warnings.map(warningWords));
  });
}
