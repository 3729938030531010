import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type RoomState, useRoom } from '../../../room/roomState.ts';
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

/** What somebody is told of the way of sound and picture; null when there is nothing to say. */
function wordsOnLine({ call, holds, me }: RoomState): string | null {
  const t = text.value.room.line;
  if (call.connection.value !== 'connected') return null;
  if (call.state.value.unreachable) return holds.value ? t.unreachableHost : t.unreachable;
  const blocked = me.value?.blocked ?? [];
  if (blocked.includes('recv')) return blocked.includes('send') ? t.ownBoth : t.ownRecv;
  return blocked.includes('send') ? t.ownSend : null;
}

/** Says that one's own line carries no sound and picture, or nobody's: never that somebody else's does not. */
export function LineNote() {
  const words = wordsOnLine(useRoom());
  if (words === null) return null;
  return (
    <p class="stage-note" role="alert">
      <Icon name="warning" />
      {words}
    </p>
  );
}
