import { useMemo } from 'preact/hooks';
import type { Receipt } from '#protocol/receipt.ts';
import type { Call } from '../../state/call.ts';
import { mayEnterAgain } from '../../state/ending.ts';
import { text } from '../../text/text.ts';
import type { EquippedCall } from '../../tools/port.ts';
import { ClassRules } from '../../ui/classRules.tsx';
import { Message, Page } from '../../ui/page.tsx';
import { ReceiptView } from '../../disclosure/receiptView.tsx';
import { Room } from './room.tsx';
import { RoomContext } from '../../room/roomState.ts';
import { ClassRoomContext, createClassRoom } from './classRoom.ts';
import './classView.css';

/** A class from entering to its end. `onAgain` goes back to the page before the class. */
export function ClassView({ call, onAgain }: { call: EquippedCall; onAgain: () => void }) {
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
        />
      );
    case 'refused':
      return (
        <End
          title={t.refusedTitle}
          detail={text.value.codes.refusal[phase.code]}
          onAgain={mayEnterAgain(phase) ? onAgain : null}
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
          </div>
        </div>
      </Message>
    </Page>
  );
}

function End(props: { title: string; detail: string; onAgain: (() => void) | null; receipt?: Receipt | null }) {
  const { title, detail, onAgain, receipt } = props;
  const t = text.value;
  return (
    <Page title={title}>
      <Message title={title} detail={detail}>
        {!onAgain && <p class="hint end-note">{t.room.end.wiped}</p>}
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
