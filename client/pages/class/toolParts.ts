import type { Right } from '#protocol/rights.ts';
import type { Person } from '../../state/call.ts';
import { text } from '../../text/text.ts';
import type { Badge, PersonAction, ToolControl, ToolPanel, ToolParts, ToolRight } from '../../tools/port.ts';
import type { ClassRoom } from './classRoom.ts';

/** What the tools that have come show, tool by tool. */
export const partsOf = ({ tools }: ClassRoom): readonly ToolParts[] => tools.value.map(({ parts }) => parts);

/** What of one kind they show, in order. */
export const allOf = <K extends 'controls' | 'panels' | 'shortcuts' | 'rights' | 'sounds'>(
  room: ClassRoom,
  kind: K,
): readonly NonNullable<ToolParts[K]>[number][] => partsOf(room).flatMap((parts) => [...(parts[kind] ?? [])]);

/** Panels whose buttons stand in this place on a narrow screen. */
export const panelsIn = (room: ClassRoom, place: 'bar' | 'menu'): readonly ToolPanel[] =>
  allOf(room, 'panels').filter(({ narrow }) => (narrow?.(room) ?? 'bar') === place);

/** Whether a control is there for who looks. */
export const isShown = (control: ToolControl, room: ClassRoom): boolean =>
  !('toggle' in control) || (control.shown?.(room) ?? true);

const together = (badges: readonly Badge[]): Badge => {
  const loud = badges.filter(({ count }) => count > 0);
  return { count: loud.reduce((sum, { count }) => sum + count, 0), words: loud.map(({ words }) => words).join('. ') };
};

/** What the tools have to say at a panel of the class while it is closed. */
export const toolsBadge = (room: ClassRoom, panel: 'people' | 'manage'): Badge =>
  together(partsOf(room).flatMap(({ badges }) => badges?.[panel]?.(room) ?? []));

/** What stands behind "more" on a narrow screen has to say. */
export const menuBadge = (room: ClassRoom): Badge =>
  together([toolsBadge(room, 'people'), ...panelsIn(room, 'menu').map(({ badge }) => badge(room))]);

export const toolActions = (room: ClassRoom, person: Person): readonly PersonAction[] =>
  partsOf(room).flatMap((parts) => [...(parts.personActions?.(person, room) ?? [])]);

const isCore = (right: Right): right is keyof typeof text.value.codes.rights => right in text.value.codes.rights;

/** A right in words; null for one of a tool that has not come. */
export const rightWords = (room: ClassRoom, right: Right): string | null =>
  isCore(right)
    ? text.value.codes.rights[right]
    : (allOf(room, 'rights')
        .find((one) => one.right === right)
        ?.words() ?? null);

/** The tools' rights that can be given to one person. */
export const personRights = (room: ClassRoom): readonly (ToolRight & { readonly person: NonNullable<ToolRight['person']> })[] =>
  allOf(room, 'rights').flatMap((one) => (one.person ? [{ ...one, person: one.person }] : []));
