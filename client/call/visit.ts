import type { Identity } from '../crypto/identity.ts';
import { type SavedVisit, forgetIdentity, saveIdentity } from '../crypto/identityStore.ts';

/** What this tab keeps of a visit so that a reload brings it back; all of it is gone on leaving. */
export type Visit = {
  readonly identity: Identity;
  readonly seat: () => string;
  /** The state of the group, when the page was reloaded. */
  readonly group: Uint8Array<ArrayBuffer> | null;
  keep(change: { readonly seat?: string }): void;
  /** Resolves once it is kept. */
  keepGroup(group: Uint8Array<ArrayBuffer> | null): Promise<void>;
  forget(): Promise<void>;
};

/** Takes up the saved visit if it is of the same participant, else begins a fresh one with the keys given. */
export const beginVisit = (saved: SavedVisit | null, now: Omit<SavedVisit, 'group'>): Visit => {
  const same = saved?.participantId === now.participantId ? saved : null;
  let visit: SavedVisit = { ...now, identity: same?.identity ?? now.identity, group: same?.group ?? null };
  let writing = saveIdentity(visit);
  let over = false;
  const write = (change: Partial<SavedVisit>): Promise<void> => {
    if (over) return Promise.resolve();
    visit = { ...visit, ...change };
    writing = writing.then(() => saveIdentity(visit)).catch(() => {});
    return writing;
  };
  return {
    identity: visit.identity,
    group: visit.group,
    seat: () => visit.seat,
    keep: (change) => void write(change),
    keepGroup: (group) => write({ group }),
    forget: async () => {
      over = true;
      await writing;
      await forgetIdentity(visit.classId);
    },
  };
};
