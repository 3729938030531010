import { narrow } from '../../../ui/mediaQuery.ts';
import type { ToolParts } from '../../../tools/port.ts';
import { type ClassRoom } from '../classRoom.ts';
import { partsOf } from '../toolParts.ts';

type Surface = NonNullable<ToolParts['surface']>;

/** What a tool shows to everybody now, if one does. */
export const surfaceNow = (room: ClassRoom): Surface | null =>
  partsOf(room).find(({ surface }) => surface?.isOpen())?.surface ?? null;

/** What this person shows to the class and does not need large on their own page: their screen, or a tool while they face the people. */
export const shownSmall = (room: ClassRoom): Surface | 'screen' | null => {
  const surface = surfaceNow(room);
  if (surface && room.holds.value && room.facesPeople.value) return surface;
  return !surface && room.call.localTracks.value.has('screen') ? 'screen' : null;
};

/** Whether what who teaches keeps in sight has a place of its own beside the stage: there is none on a narrow screen. */
export const isTeaching = (room: ClassRoom): boolean => room.holds.value && !narrow.value && shownSmall(room) !== null;
