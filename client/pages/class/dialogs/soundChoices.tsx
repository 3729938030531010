import { chooseSound, silencedSounds } from '../../../room/sounds.ts';
import { text } from '../../../text/text.ts';
import { Switch } from '../../../ui/fields.tsx';
import { useClassRoom } from '../classRoom.ts';
import { knockSound } from '../notices/knockSound.ts';
import { allOf } from '../toolParts.ts';

/** Which signals one hears: the class's own, and those of the tools. */
export function SoundChoices() {
  const room = useClassRoom();
  const sounds = allOf(room, 'sounds').filter(({ shown }) => shown?.(room) ?? true);
  return (
    <fieldset>
      <legend>{text.value.room.sounds.title}</legend>
      {[...(room.holds.value ? [knockSound] : []), ...sounds].map(({ key, words }) => (
        <Switch key={key} label={words()} on={!silencedSounds.value.has(key)} onChange={(on) => chooseSound(key, on)} />
      ))}
    </fieldset>
  );
}
