import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useClassRoom } from '../classRoom.ts';
import { allOf, partsOf } from '../toolParts.ts';
import { shownSmall, surfaceNow } from './shown.ts';
import { Video } from './video.tsx';
import './beside.css';

/** What one shows to the class, small: it is in front of oneself already, or is not needed large now. */
export function ShownSmall() {
  const room = useClassRoom();
  const { call } = room;
  const t = text.value.room;
  const shown = shownSmall(room);
  const track = call.localTracks.value.get('screen');
  if (shown === null) return null;
  if (shown === 'screen')
    return (
      <section class="shown-small" aria-label={t.tile.ownScreen}>
        <div class="shown-picture">{track && <Video track={track} whole />}</div>
        <p>
          <strong>{t.tile.ownScreen}.</strong> <span class="unseen">{t.tile.ownScreenDetail}</span>
        </p>
        <button type="button" onClick={() => void call.actions.setScreen(false)}>
          {t.stage.stopSharing}
        </button>
      </section>
    );
  const { Preview } = shown;
  const word = shown.word?.() ?? t.stage.shown;
  return (
    <section class="shown-small" aria-label={t.stage.seenByAll(word)}>
      {Preview && (
        <div class="shown-picture">
          <Preview />
        </div>
      )}
      <p>{t.stage.seenByAll(word)}</p>
      <button type="button" onClick={() => (room.facesPeople.value = false)}>
        {t.stage.enlargeShown}
      </button>
    </section>
  );
}

/** From something that a tool shows, back to the people: for who holds the class. */
export function FacePeople() {
  const room = useClassRoom();
  const surface = surfaceNow(room);
  if (!surface || !room.holds.value || room.facesPeople.value) return null;
  return (
    <div class="stage-note">
      <button type="button" onClick={() => (room.facesPeople.value = true)}>
        <Icon name="people" />
        {text.value.room.stage.facePeople}
      </button>
    </div>
  );
}

/** What who teaches keeps in sight: hands, messages, whatever tools have to show. */
export function Beside() {
  const room = useClassRoom();
  return (
    <section class="beside" aria-label={text.value.room.stage.beside}>
      <h2 class="unseen">{text.value.room.stage.beside}</h2>
      {partsOf(room).map(({ sections }, index) => sections?.beside && <sections.beside key={index} />)}
      {allOf(room, 'panels').map(({ name, Brief }) => Brief && <Brief key={name} />)}
    </section>
  );
}
