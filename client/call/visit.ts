import type { Roster } from '#protocol/people.ts';
import type { Identity } from '../crypto/identity.ts';
import { type SavedVisit, forgetIdentity, saveIdentity } from '../crypto/identityStore.ts';

/** What this tab keeps of a visit so that a reload brings it back; all of it is gone on leaving. */
export type Visit = {
  readonly identity: Identity;
  readonly seat: () => string;
  readonly roster: Roster | null;
  keep(change: { readonly seat?: string; readonly roster?: Roster }): void;
  forget(): Promise<void>;
};

/** Takes up the saved visit if it is of the same participant, else begins a fresh one with the keys given. */
export const beginVisit = (saved: SavedVisit | null, now: Omit<SavedVisit, 'roster'>): Visit => {
  const same = saved?.participantId === now.participantId ? saved : null;
  let visit: SavedVisit = { ...now, identity: same?.identity ?? now.identity, roster: same?.roster ?? null };
  let writing = saveIdentity(visit);
  let over = false;
  return {
    identity: visit.identity,
    roster: visit.roster,
    seat: () => visit.seat,
    keep: (change) => {
      if (over) return;
      visit = { ...visit, ...change };
      writing = writing.then(() => saveIdentity(visit)).catch(() => {});
    },
    forget: async () => {
      over = true;
      await writing;
      await forgetIdentity(visit.classId);
    },
  };
};
