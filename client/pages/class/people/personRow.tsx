import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Person } from '../../../state/call.ts';
import { text } from '../../../text/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Name, NameTags } from '../../../room/named.tsx';
import { PersonActions } from './personActions.tsx';
import { useClassRoom } from '../classRoom.ts';
import { lineWords } from '../lineWords.ts';
import { toolActions } from '../toolParts.ts';
import './personRow.css';

/** One person of the list; for those who hold the class, what can be done about them unfolds below. */
export function PersonRow({ person }: { person: Person }) {
  const room = useClassRoom();
  const t = text.value.room;
  const open = useSignal(false);
  const id = useId();
  const menu = !person.self && (room.holds.value || toolActions(room, person).length > 0);
  const line = lineWords(room, person);
  const mic = person.sending.mic && !person.sending.mic.paused;
  const camera = person.sending.camera && !person.sending.camera.paused;
  return (
    <li class="person" data-away={person.away}>
      <div class="person-line">
        <span class="person-name">
          <Name name={person.name} />
          {person.self && ` (${t.you})`}
          <NameTags who={person} />
          {person.away && <span class="hint"> {t.tile.away}</span>}
          {line && <span class="hint"> {line}</span>}
          {!person.admitted && <span class="error"> {t.tile.notAdmitted}</span>}
        </span>
        <span class="person-media" data-on={Boolean(mic)}>
          <Icon name={mic ? 'mic' : 'micOff'} />
          <span class="unseen">{mic ? t.tile.micOn : t.tile.micOff}</span>
        </span>
        {camera && (
          <span class="person-media" data-on="true">
            <Icon name="camera" />
            <span class="unseen">{t.tile.cameraOn}</span>
          </span>
        )}
        {menu && (
          <button
            type="button"
            class="quiet square"
            aria-label={t.people.menu(person.name)}
            aria-expanded={open.value}
            aria-controls={id}
            onClick={() => (open.value = !open.value)}
          >
            <Icon name={open.value ? 'up' : 'down'} />
          </button>
        )}
      </div>
      <div id={id} hidden={!open.value}>
        {open.value && menu && <PersonActions person={person} />}
      </div>
    </li>
  );
}
