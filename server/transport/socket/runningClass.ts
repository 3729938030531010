import type { Classroom } from '../../classroom/classroom.ts';
import type { ClassCharter } from '../../protocol/http.ts';
import type { ClassAudience } from './audience.ts';

/** What a connection needs to know of what a running class was opened from. */
export type LeaseFacts = {
  /** The name of the keys that the class was opened with. */
  readonly keys: string;
  /** The class has other keys by now: nobody new comes in. */
  readonly renewed: boolean;
  /** When the class expires in the store (milliseconds since 1970); null when it was erased from there. */
  readonly expires: number | null;
  readonly charter: Pick<ClassCharter, 'openSecret'>;
};

/** A class that runs, the connections of its people, and what it was opened from. */
export type RunningClass<Lease extends LeaseFacts = LeaseFacts> = {
  readonly classroom: Classroom;
  readonly audience: ClassAudience;
  readonly lease: Lease;
};

/** Where connections find the class that their ticket is for. */
export type RunningClasses = {
  /** The class, begun now if need be. Refuses with `not-found` or `stopping`. */
  open(classId: string): Promise<RunningClass>;
  /** The class for who has not entered, if it runs and they may have something of it. */
  beforeEntering(classId: string): RunningClass | null;
  /** Closes a class that was opened for somebody who then was refused at its door. */
  closeIfEmpty(classId: string): void;
};
