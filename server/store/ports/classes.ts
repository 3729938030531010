import type { ClassCharter, ClassSettings, CreateClass } from '../../protocol/http.ts';

/** A class as it is kept. Nothing of those who come to it. Times in milliseconds since 1970. */
export type StoredClass = {
  readonly id: string;
  /** The account that made it, while it exists. */
  readonly owner: string | null;
  readonly charter: ClassCharter;
  readonly settings: ClassSettings;
  readonly hostProofHash: string;
  readonly vault: string;
  /** Grows when somebody is removed for good: seat tokens given before no longer count as admitted. */
  readonly generation: number;
  readonly createdAt: number;
  readonly expiresAt: number;
};

/** What is replaced when a class's links and keys are renewed. */
export type StoredKeys = Pick<StoredClass, 'charter' | 'hostProofHash' | 'vault'>;

/** The classes that were made. */
export type ClassStore = {
  /** False when the identifier is taken. */
  create(owner: string, made: CreateClass, now: number): Promise<boolean>;
  /** The class, if it has not expired. */
  find(id: string, now: number): Promise<StoredClass | null>;
  /** The classes that an account made, newest first. */
  ofOwner(owner: string, now: number): Promise<StoredClass[]>;
  /** Gives the class new keys, at once; false when it has others than `former` by now. Seats given before are worthless. */
  renew(former: StoredClass, keys: StoredKeys): Promise<boolean>;
  /** The class is used now: it lives on from here. Gives until when. */
  touch(id: string, now: number): Promise<number>;
  /** Makes the seat tokens given before no longer count as admitted. Gives the new generation, 0 when there is no such class. */
  bumpGeneration(id: string): Promise<number>;
};
