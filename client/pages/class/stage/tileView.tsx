import type { Call, Person } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Name, RoleTag, SameName, Sentence } from '../../../room/named.tsx';
import type { Tile } from '../../../room/roomState.ts';
import { useClassRoom } from '../classRoom.ts';
import { lineWords } from '../lineWords.ts';
import { sameTile } from './tiles.ts';
import { partsOf } from '../toolParts.ts';
import { Video } from './video.tsx';
import './tileView.css';

/** The track to show in a tile: one's own at once, another's when it is sent and received. */
function trackFor(call: Call, person: Person, { source }: Tile): MediaStreamTrack | null {
  // Paused, it is black: the computer gives nothing.
  if (person.self) return call.local.value[source] === 'paused' ? null : (call.localTracks.value.get(source) ?? null);
  const stream = person.sending[source];
  if (!stream || stream.paused || call.audioOnly.value) return null;
  return call.tracks.value.get(`${person.id}/${source}`) ?? null;
}

/** Up to two letters of a name. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .filter(Boolean)
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** One picture: a face or a screen, with the name and what it is good to know. */
export function TileView({ tile, large = false }: { tile: Tile; large?: boolean }) {
  const room = useClassRoom();
  const { call } = room;
  const t = text.value.room.tile;
  const person = call.people.value.get(tile.id);
  if (!person) return null;
  const track = trackFor(call, person, tile);
  const screen = tile.source === 'screen';
  const label = screen ? t.screenOf(person.name) : person.self ? `${person.name} (${text.value.room.you})` : person.name;
  const pinned = sameTile(room.pinned.value, tile);
  const line = lineWords(room, person);
  const speaking = !screen && call.speakers.value.includes(person.id);
  const togglePin = () => room.pin(pinned ? null : tile);
  // On a touch screen the button shows only on the large tile: a tap anywhere does the same.
  const tapped = (event: MouseEvent) => {
    if (event instanceof PointerEvent && event.pointerType === 'touch') togglePin();
  };
  return (
    <article
      class="tile"
      data-source={tile.source}
      data-speaking={speaking}
      data-away={person.away}
      data-large={large}
      aria-label={label}
      onClick={tapped}
    >
      {track ? <Video track={track} mirrored={person.self && !screen} whole={screen} /> : <Placeholder person={person} />}
      {!person.admitted && (
        <p class="tile-warning" role="alert">
          <Icon name="warning" />
          {t.notAdmitted}
        </p>
      )}
      {person.admitted && person.mistakable?.holds && (
        <p class="tile-warning" role="alert">
          <SameName of={person.mistakable} />
        </p>
      )}
      {!screen && partsOf(room).map(({ Mark }, index) => Mark && <Mark key={index} person={person} />)}
      <button
        type="button"
        class="tile-enlarge square"
        aria-label={pinned ? t.reduce : t.enlarge(label)}
        onClick={(event) => {
          event.stopPropagation();
          togglePin();
        }}
      >
        <Icon name={pinned ? 'reduce' : 'enlarge'} />
      </button>
      <p class="tile-name">
        {screen ? <Icon name="screen" /> : <MicState person={person} />}
        <span class="tile-label">
          {screen ? <Sentence words={t.screenOf} name={person.name} /> : <Name name={person.name} />}
          {!screen && person.self && ` (${text.value.room.you})`}
        </span>
        <RoleTag role={person.role} />
        {!person.mistakable?.holds && <SameName of={person.mistakable} />}
        {speaking && <span class="unseen">{t.speaking}</span>}
        {line && (
          <span class="tile-away">
            <Icon name="warning" />
            <span>{line}</span>
          </span>
        )}
        {person.away && (
          <span class="tile-away">
            <Icon name="away" />
            <span>{t.away}</span>
          </span>
        )}
      </p>
    </article>
  );
}

function MicState({ person }: { person: Person }) {
  const t = text.value.room.tile;
  const on = person.sending.mic !== undefined && !person.sending.mic.paused;
  return (
    <span class="tile-mic" data-on={on}>
      <Icon name={on ? 'mic' : 'micOff'} />
      <span class="unseen">{on ? t.micOn : t.micOff}</span>
    </span>
  );
}

function Placeholder({ person }: { person: Person }) {
  return (
    <div class="tile-blank" aria-hidden="true">
      <span class="tile-initials">{initials(person.name)}</span>
    </div>
  );
}
