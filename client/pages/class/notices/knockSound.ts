import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { playSound, type SoundSignal } from '../../../room/sounds.ts';
import { useRoom } from '../../../room/roomState.ts';
import { text } from '../../../text/text.ts';

export const knockSound: SoundSignal = { key: 'knock', words: () => text.value.room.sounds.knock, tune: 'knock' };

/** Each knock that is announced is heard. */
export function useKnockSound(): void {
  const { call } = useRoom();
  const heard = useRef(new Set<string>());
  useSignalEffect(() => {
    const knocks = call.notices.value.filter(({ message }) => message === 'knocked').map(({ key }) => key);
    const fresh = knocks.some((key) => !heard.current.has(key));
    heard.current = new Set(knocks);
    if (fresh) playSound(knockSound);
  });
}
