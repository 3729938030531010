import type { Right } from '#protocol/rights.ts';
import type { RoomState } from '../../../room/roomState.ts';
import { type Sender, whyNot } from '../../../room/sender.ts';
import { text } from '../../../text/text.ts';

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
