import type { Right } from '#protocol/rights.ts';
import { text } from '../../text/text.ts';
import type { IconName } from '../parts/icon.tsx';
import type { RoomState } from './roomState.ts';

/** One of the things that a person turns on and off: what a button, a menu line and a shortcut need to know of it. */
export type Sender = {
  readonly icon: IconName;
  readonly word: string;
  readonly does: string;
  readonly on: boolean;
  readonly blocked: string | null;
  toggle(): void;
};

/** Why a right is missing now; null when it is there. */
function whyNot(room: RoomState, right: Right): string | null {
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

export function handSender(room: RoomState): Sender {
  const t = text.value.room.controls;
  const { call } = room;
  const on = call.hands.value.includes(call.self);
  return {
    icon: 'hand',
    word: t.hand,
    does: on ? t.handDown : t.handUp,
    on,
    blocked: on ? null : whyNot(room, 'hand'),
    toggle: () => void (on ? call.actions.lowerHand(call.self) : call.actions.raiseHand()),
  };
}

export const reactBlocked = (room: RoomState): string | null => whyNot(room, 'react');
