import type { Right } from '#protocol/rights.ts';
import { text } from '../text/text.ts';
import type { IconName } from '../ui/icon.tsx';
import type { RoomState } from './roomState.ts';

/** One of the things that a person turns on and off: what a button, a menu line and a shortcut need to know of it. */
export type Sender = {
  readonly icon: IconName;
  readonly word: string;
  readonly does: string;
  readonly on: boolean;
  readonly blocked: string | null;
  /** A number on the button, and its words. */
  readonly badge?: { readonly count: number; readonly words: string };
  toggle(): void;
};

/** Why a right is missing now; null when it is there. */
export function whyNot(room: RoomState, right: Right): string | null {
  if (room.call.may(right)) return null;
  const t = text.value.room.controls;
  return room.call.state.value.calm ? t.calm : t.noRight;
}

/** Does what its button does, for a key. */
export const press = (room: RoomState, { blocked, toggle }: Sender): void => (blocked ? room.remark(blocked) : toggle());
