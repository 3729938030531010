import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Call, CodedNotice, Named, Notice, NoticeName, Waiting } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { NameTags, Sentence } from '../../../room/named.tsx';
import { type Panel, type RoomState, useRoom } from '../../../room/roomState.ts';
import { sentenceOf, warningWords } from '../top/shieldWords.ts';
import { useKnockSound } from './knockSound.ts';
import { Unopened } from './unopened.tsx';
import './toasts.css';

/** How long, in milliseconds: what says what to do, or asks for something, for as long as that takes to read and find. */
const shownMs = { usual: 7_000, remedy: 20_000 } as const;
/** Where one does something about an announcement. */
const panelFor: Partial<Record<NoticeName, Panel>> = { knocked: 'manage' };

/** A notice in words; a refusal says why. */
function NoticeWords({ notice }: { notice: Notice }) {
  if (notice.message === 'told') {
    const { words: told, who } = notice;
    return who ? <Sentence words={told} name={who.name} /> : told();
  }
  const { message, who, source, code, trouble } = notice;
  if (message === 'refused' && code) return text.value.codes.refusal[code];
  const words = text.value.codes.notices[message];
  if (trouble) return `${words(undefined, source)}. ${text.value.preflight.deviceTrouble[trouble]}`;
  return who ? <Sentence words={(name) => words(name, source)} name={who.name} /> : words(undefined, source);
}

/** Where nothing of this kind may be used, another one is no help. */
const helpless: readonly CodedNotice['trouble'][] = [undefined, 'forbidden', 'insecure'];

/** Another device in place of one that does not work. A screen is none. */
function otherDevice({ dialog }: RoomState, notice: Notice, onGone: () => void): Act | undefined {
  if (notice.message === 'told' || helpless.includes(notice.trouble) || notice.source?.startsWith('screen')) return undefined;
  const press = () => {
    onGone();
    dialog.value = 'devices';
  };
  return { word: text.value.room.toasts.otherDevice, press };
}

/** Says of others what they do anyway: it gives way to what is for oneself. */
const passing: readonly Notice['message'][] = ['joined', 'left', 'told'];
/** More at once would take the room of the people; beside what stands there as long as it lasts, one. All of it is read out. */
const seenAtOnce = { usual: 2, besideAlert: 1 } as const;

type Announced = { readonly key: string; readonly passes: boolean; readonly toast: Omit<ToastProps, 'seen'> };

/** Passing announcements, in a polite live region. Those that ask something are dialogs instead. */
export function Toasts() {
  const room = useRoom();
  useRemarks();
  useKnockSound();
  const announced = [...noticesNow(room), ...remarksNow(room)];
  const inOrder = [...announced.filter(({ passes }) => passes), ...announced.filter(({ passes }) => !passes)];
  const alert = room.call.shield.value.warnings.some(({ kind }) => kind === 'unopened');
  const places = alert ? seenAtOnce.besideAlert : seenAtOnce.usual;
  const placed = inOrder.filter(({ toast }) => !toast.elsewhere).slice(-places);
  const seen = new Set(placed.map(({ key }) => key));
  return (
    <div class="toasts">
      <Unopened />
      <div role="log" aria-live="polite" aria-label={text.value.room.toasts.label}>
        {announced.map(({ key, toast }) => (
          <Toast key={key} {...toast} seen={toast.elsewhere || seen.has(key)} />
        ))}
      </div>
    </div>
  );
}

function noticesNow(room: RoomState): Announced[] {
  const { call, holds, panel, openPanel } = room;
  const waiting = new Map(call.waiting.value.map((one) => [one.id, one]));
  return call.notices.value.flatMap((notice): Announced[] => {
    if (notice.message === 'asked') return [];
    const target = notice.message === 'told' ? notice.panel : panelFor[notice.message];
    const onGone = () => call.actions.dismissNotice(notice.key);
    const knocks = notice.message === 'knocked' && notice.id !== undefined ? waiting.get(notice.id) : null;
    // They have left the lobby since, or have been let in.
    if (knocks === undefined) return [];
    const see = { word: text.value.room.toasts.see, press: () => openPanel(target ?? null) };
    const toast = {
      words: <NoticeWords notice={notice} />,
      who: notice.message === 'stopped' ? undefined : notice.who,
      // In the open panel it is seen already, and would be covered.
      elsewhere: target !== undefined && panel.value === target,
      act: target !== undefined && holds.value ? (admitting(call, knocks, onGone) ?? see) : otherDevice(room, notice, onGone),
      remedy: notice.message !== 'told' && notice.trouble !== undefined,
      onGone,
    };
    return [{ key: notice.key, passes: passing.includes(notice.message) && !toast.act, toast }];
  });
}

/** Lets in who knocks. Not who could be taken for somebody else, or whose name proves nothing: those are to be looked at. */
function admitting({ actions }: Call, knocks: Waiting | null, onGone: () => void): Act | null {
  if (!knocks || knocks.name === null || knocks.mistakable?.holds) return null;
  const t = text.value.room.manage;
  const press = () => {
    onGone();
    void actions.admit([knocks.id]);
  };
  return { word: t.admit, label: t.admitName(knocks.name), press };
}

function remarksNow({ remarks }: RoomState): Announced[] {
  const current = remarks.value.filter(({ ask }) => ask?.still() ?? true);
  return current.map(({ key, text: words, about, ask }) => {
    const onGone = () => (remarks.value = remarks.value.filter((remark) => remark.key !== key));
    const press = () => {
      onGone();
      ask?.press();
    };
    const act = ask && { word: ask.word, label: ask.label, press };
    const toast = {
      words: about ? <Sentence words={about.words} name={about.who.name} /> : words,
      who: about?.who,
      elsewhere: false,
      act,
      remedy: false,
      onGone,
    };
    return { key, passes: false, toast };
  });
}

type Act = { readonly word: string; readonly label?: string; readonly press: () => void };
type ToastProps = {
  readonly words: ComponentChildren;
  readonly who: Named | undefined;
  readonly elsewhere: boolean;
  readonly act: Act | undefined;
  /** Whether it says what to do. */
  readonly remedy: boolean;
  readonly onGone: () => void;
  /** Whether it has a place on the screen now; until then its time does not run. */
  readonly seen: boolean;
};

/** Stays a few seconds, and for as long as it is pointed at or focused. */
function Toast({ words, who, elsewhere, act, remedy, onGone, seen }: ToastProps) {
  const held = useRef(false);
  useEffect(() => {
    if (!seen) return;
    const ms = remedy || act ? shownMs.remedy : shownMs.usual;
    let timer = setTimeout(leave, ms);
    return () => clearTimeout(timer);
    function leave(): void {
      if (held.current) timer = setTimeout(leave, ms);
      else onGone();
    }
  }, [seen]);
  const hold = (on: boolean) => () => {
    held.current = on;
  };
  const shown = seen && !elsewhere;
  return (
    <div
      class={shown ? 'toast' : 'unseen'}
      data-remedy={remedy}
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocusIn={hold(true)}
      onFocusOut={hold(false)}
    >
      <p>
        {words}
        {who && <NameTags who={who} />}
      </p>
      {shown && act && (
        <button type="button" class="toast-act" aria-label={act.label} aria-keyshortcuts="n" onClick={act.press}>
          {act.word}
        </button>
      )}
      {shown && (
        <button type="button" class="quiet square" aria-label={text.value.room.toasts.dismiss} onClick={onGone}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}

/** Takes the focus to what is asked for newest. False where nothing is. */
export function focusAnnounced(): boolean {
  const asked = Array.from(document.querySelectorAll<HTMLElement>('.toast .toast-act')).at(-1);
  asked?.focus();
  return asked !== undefined;
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
