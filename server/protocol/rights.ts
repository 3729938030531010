import { toolRights } from '../tools/terms.ts';

/** One right of students: whether a new class gives it, and whether calming the class stops what it allows. */
export type RightTerms = { readonly standard: boolean; readonly stoppedByCalm: boolean };

const coreRights = {
  speak: { standard: true, stoppedByCalm: true },
  camera: { standard: true, stoppedByCalm: true },
  screen: { standard: false, stoppedByCalm: true },
} as const satisfies Record<string, RightTerms>;
export type CoreRight = keyof typeof coreRights;
export const coreRightNames = Object.keys(coreRights) as CoreRight[];

/** What may be allowed or not, to all students of a class and to one of them: the class's own rights, then those of its tools. */
export const rightTerms = { ...coreRights, ...toolRights } as const satisfies Record<string, RightTerms>;

export type Right = keyof typeof rightTerms;
export const rightNames = Object.keys(rightTerms) as Right[];

/** The same for each right: made from what it is. */
export const eachRight = <T>(make: (terms: RightTerms) => T): Record<Right, T> =>
  Object.fromEntries(rightNames.map((right) => [right, make(rightTerms[right])])) as Record<Right, T>;

/** The rights of a class that says nothing else: no screen sharing by students, no pupil-to-pupil chat. */
export const standardRights: Record<Right, boolean> = eachRight(({ standard }) => standard);
