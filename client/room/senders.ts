import type { Right } from '#protocol/rights.ts';
import { text } from '../text/text.ts';
import type { Sender } from '../pages/class/controls/control.tsx';
import type { RoomState } from './roomState.ts';

/** Why a right is missing now; null when it is there. */
export function whyNot(room: RoomState, right: Right): string | null {
  if (room.call.may(right)) return null;
  const t = text.value.room.controls;
  return room.call.state.value.calm ? t.calm : t.noRight;
}

/** Turning off is always allowed. */
function sender(room: RoomState, source: 'mic' | 'camera' | 'screen', right: Right): Sender {
  const t = text.value.room.controls;
  const state = room.call.local.value[source];
  const on = state === 'on' || state === 'starting';
  const { setMic, setCamera, setScreen } = room.call.actions;
  const icons = { mic: on ? 'mic' : 'micOff', camera: on ? 'camera' : 'cameraOff', screen: 'screen' } as const;
  const set = { mic: setMic, camera: setCamera, screen: setScreen }[source];
  const able = source !== 'screen' || 'getDisplayMedia' in (navigator.mediaDevices ?? {});
  return {
    icon: icons[source],
    word: t[source],
    does: t[`${source}${on ? 'Off' : 'On'}`],
    on,
    blocked: on ? null : able ? whyNot(room, right) : t.noScreen,
    toggle: () => void set(!on),
  };
}

export const micSender = (room: RoomState): Sender => sender(room, 'mic', 'speak');
export const cameraSender = (room: RoomState): Sender => sender(room, 'camera', 'camera');
export const screenSender = (room: RoomState): Sender => sender(room, 'screen', 'screen');

/** Does what its button does, for a key. */
export const press = (room: RoomState, { blocked, toggle }: Sender): void => (blocked ? room.remark(blocked) : toggle());
