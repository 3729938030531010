import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Receipt } from '#protocol/receipt.ts';
import type { Call } from '../../state/call.ts';
import { mayEnterAgain } from '../../state/ending.ts';
import { text } from '../../text/text.ts';
import type { EquippedCall } from '../../tools/port.ts';
import { ClassRules } from '../../ui/classRules.tsx';
import { Message, Page } from '../../ui/page.tsx';
import { ReceiptView } from '../../disclosure/receiptView.tsx';
import { later } from '../../room/later.tsx';
import { RoomContext } from '../../room/roomState.ts';
import { HeldDialog } from './dialogs/heldDialog.tsx';
import { ClassRoomContext, createClassRoom } from './classRoom.ts';
import './classView.css';

/** The room itself: who only reads the page before it, or waits for a moment, does not fetch it. */
const Room = later(() => import('./room.tsx').then((script) => script.Room));

/** Asks for the room ahead: one is in it in a moment. */
export const fetchRoom = (): void => Room.fetch();

/** Whoever waits for so long, in milliseconds, is let in to a room that is there. */
const waitedMs = 1_000;

export type ClassViewProps = {
  readonly call: EquippedCall;
  /** Whether this browser keeps keys and links of a teacher after the end; null until the tab has forgotten the class. */
  readonly keys: ReadonlySignal<boolean | null>;
  readonly onAgain: () => void;
};

/** A class from entering to its end. `onAgain` goes back to the page before the class. */
export function ClassView({ call, keys, onAgain }: ClassViewProps) {
  const phase = call.phase.value;
  const t = text.value.room;
  switch (phase.at) {
    case 'entering':
      return null;
    case 'lobby':
      return <Lobby call={call} hostHere={phase.hostHere} />;
    case 'class':
      return <RoomOf call={call} />;
    case 'gone':
      return (
        <End
          {...text.value.codes.leave[phase.reason]}
          onAgain={mayEnterAgain(phase) ? onAgain : null}
          receipt={call.receipt.value}
          keys={keys.value}
        />
      );
    case 'refused':
      return (
        <End
          title={t.refusedTitle}
          detail={text.value.codes.refusal[phase.code]}
          onAgain={mayEnterAgain(phase) ? onAgain : null}
          keys={keys.value}
        />
      );
  }
}

function RoomOf({ call }: { call: EquippedCall }) {
  const room = useMemo(() => createClassRoom(call), [call]);
  return (
    <RoomContext.Provider value={room}>
      <ClassRoomContext.Provider value={room}>
        <Room />
      </ClassRoomContext.Provider>
    </RoomContext.Provider>
  );
}

function Lobby({ call, hostHere }: { call: Call; hostHere: boolean }) {
  const t = text.value.room.lobby;
  const asks = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(fetchRoom, waitedMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Page title={t.title}>
      <Message title={t.title}>
        <div class="lobby">
          <p class="lobby-class">{call.title}</p>
          <p role="status" class="lobby-state">
            <span class="pulse" aria-hidden="true" />
            {hostHere ? t.hostHere : t.hostAway}
          </p>
          <p class="hint">{t.stay}</p>
          <ClassRules rules={call.rules} />
          <div class="actions">
            <button type="button" onClick={() => void call.actions.leave()}>
              {t.leave}
            </button>
            <button type="button" class="quiet" onClick={() => (asks.value = true)}>
              {text.value.room.more.held}
            </button>
          </div>
        </div>
      </Message>
      {asks.value && <HeldDialog held={call.actions.held} onClose={() => (asks.value = false)} />}
    </Page>
  );
}

type EndProps = {
  readonly title: string;
  readonly detail: string;
  readonly onAgain: (() => void) | null;
  readonly receipt?: Receipt | null;
  readonly keys: boolean | null;
};

function End({ title, detail, onAgain, receipt, keys }: EndProps) {
  const t = text.value;
  return (
    <Page title={title}>
      <Message title={title} detail={detail}>
        {!onAgain && keys !== null && <p class="hint end-note">{keys ? t.room.end.keysStay : t.room.end.wiped}</p>}
        {onAgain && (
          <button type="button" class="primary" onClick={onAgain}>
            {t.room.end.again}
          </button>
        )}
        <a class="button" href="/">
          {t.pages.home}
        </a>
      </Message>
      {receipt && <ReceiptView receipt={receipt} />}
    </Page>
  );
}
