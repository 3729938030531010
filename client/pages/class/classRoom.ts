import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createRoomState, type RoomState } from '../../room/roomState.ts';
import type { EquippedCall, LiveTool } from '../../tools/port.ts';

/** The room as the page of the class has it: with the tools, of which none sees another. */
export type ClassRoom = RoomState & { readonly tools: ReadonlySignal<readonly LiveTool[]> };

export const createClassRoom = (call: EquippedCall): ClassRoom => ({ ...createRoomState(call), tools: call.tools });

export const ClassRoomContext = createContext<ClassRoom | null>(null);

/** The room around this component, with its tools. */
export function useClassRoom(): ClassRoom {
  const room = useContext(ClassRoomContext);
  if (!room) throw new Error('outside of a class');
  return room;
}
