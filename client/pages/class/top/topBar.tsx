import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { serverBusy } from '../../../net/patience.ts';
import { serverNow } from '../../../net/serverClock.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useClassRoom } from '../classRoom.ts';
import { ShieldPopup } from './shieldPopup.tsx';
import { partsOf } from '../toolParts.ts';
import './topBar.css';

/** What class this is, what protects it, how long it has lasted, and whether the connection holds. */
export function TopBar() {
  const room = useClassRoom();
  const { call } = room;
  const t = text.value.room.top;
  const connection = call.connection.value;
  const { calm, hostDeadline } = call.state.value;
  return (
    <header class="top" aria-label={t.label}>
      <h1 id="room-title" tabIndex={-1}>
        {call.title}
      </h1>
      <ShieldPopup />
      {calm && (
        <span class="tag">
          <Icon name="calm" />
          {t.calm}
        </span>
      )}
      <span class="top-count">
        <Icon name="people" />
        {t.people(call.people.value.size)}
      </span>
      <Elapsed />
      {partsOf(room).map(({ Top }, index) => Top && <Top key={index} />)}
      <p class="top-connection" role="status" data-state={connection}>
        {connection === 'connected' ? (
          <span class="unseen">{t.connected}</span>
        ) : connection === 'returning' && serverBusy.value ? (
          text.value.room.busy
        ) : (
          t[connection]
        )}
      </p>
      {hostDeadline !== null && <HostAway deadline={hostDeadline} />}
    </header>
  );
}

/** Hours, minutes and seconds as a clock shows them. */
const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
};

/** The time now by the server's clock, each second, while shown. */
function useNow(): number {
  const now = useSignal(serverNow());
  useEffect(() => {
    const timer = setInterval(() => (now.value = serverNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}

function Elapsed() {
  const { enteredAt } = useClassRoom();
  return (
    <span class="top-timer" role="timer" title={text.value.room.top.timer} aria-label={text.value.room.top.timer}>
      {clockOf(useNow() - enteredAt)}
    </span>
  );
}

function HostAway({ deadline }: { deadline: number }) {
  return (
    <p class="top-away">
      <Icon name="wait" />
      {text.value.room.top.hostAway(clockOf(deadline - useNow()))}
    </p>
  );
}
