import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Call } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useRoom } from '../../../room/roomState.ts';
import './stageNotes.css';

/** Nobody else is here; a host is shown where the students' link is. */
export function AloneNote() {
  const room = useRoom();
  return (
    <div class="stage-note">
      <p>{text.value.room.stage.empty}</p>
      {room.holds.value && room.panel.value !== 'manage' && (
        <button type="button" onClick={() => room.openPanel('manage')}>
          {text.value.room.manage.link}
        </button>
      )}
    </div>
  );
}

/** Says that the class sees one's own screen, with the way to end it. */
export function SharingNote() {
  const { call } = useRoom();
  const t = text.value.room;
  return (
    <div class="stage-note">
      <p>
        <Icon name="screen" /> <strong>{t.tile.ownScreen}.</strong> {t.tile.ownScreenDetail}
      </p>
      <button type="button" onClick={() => void call.actions.setScreen(false)}>
        {t.stage.stopSharing}
      </button>
    </div>
  );
}

/** Says that pictures are off by one's own choice, with the way back. */
export function AudioOnlyNote() {
  const { call } = useRoom();
  const t = text.value.room.stage;
  return (
    <div class="stage-note">
      <p>
        <strong>{t.audioOnly}</strong> {t.audioOnlyDetail}
      </p>
      <button type="button" onClick={() => call.actions.setAudioOnly(false)}>
        {t.videoBack}
      </button>
    </div>
  );
}

const checkMs = 2_000;
const patienceMs = 12_000;

/** Somebody speaks towards this browser, and no sound has come at all: a muted track has had no packet. */
function nothingArrives(call: Call): boolean {
  const voices = Array.from(call.tracks.value).filter(([key]) => {
    const [id = '', source] = key.split('/');
    const person = call.people.value.get(id);
    return source === 'mic' && person?.sending.mic?.paused === false && !person.away;
  });
  return voices.length > 0 && voices.every(([, track]) => track.muted);
}

/** Says that the network seems to block sound and picture, when nothing has come for a while. */
export function BlockedNote() {
  const { call } = useRoom();
  const blocked = useSignal(false);
  useEffect(() => {
    let since = performance.now();
    const timer = setInterval(() => {
      if (call.connection.value !== 'connected' || !nothingArrives(call)) since = performance.now();
      blocked.value = performance.now() - since > patienceMs;
    }, checkMs);
    return () => clearInterval(timer);
  }, [call]);
  if (!blocked.value) return null;
  return (
    <p class="stage-note" role="alert">
      <Icon name="warning" />
      {text.value.room.stage.blocked}
    </p>
  );
}
