import type { Bytes } from '../crypto/base/bytes.ts';
import type { Identity } from '../crypto/credentials/identity.ts';
import type { SavedVisit, Tab } from '../tab/tab.ts';

/** What this tab keeps of a visit so that a reload brings it back; all of it is gone on leaving. */
export type Visit = {
  readonly identity: Identity;
  readonly seat: () => string;
  /** The state of the group, when the page was reloaded. */
  readonly group: Bytes | null;
  keep(change: { readonly seat?: string }): void;
  /** Resolves once it is kept. */
  keepGroup(group: Bytes | null): Promise<void>;
  forget(): Promise<void>;
};

/** Takes up the saved visit if it is of the same participant, else begins a fresh one with the keys given. */
export const beginVisit = async (tab: Tab, now: Omit<SavedVisit, 'group'>): Promise<Visit> => {
  const saved = await tab.visit();
  const same = saved?.participantId === now.participantId ? saved : null;
  let visit: SavedVisit = { ...now, identity: same?.identity ?? now.identity, group: same?.group ?? null };
  let over = false;
  const write = (change: Partial<SavedVisit>): Promise<void> => {
    if (over) return Promise.resolve();
    visit = { ...visit, ...change };
    return tab.keep(visit);
  };
  void write({});
  return {
    identity: visit.identity,
    group: visit.group,
    seat: () => visit.seat,
    keep: (change) => void write(change),
    keepGroup: (group) => write({ group }),
    forget: () => {
      over = true;
      return tab.forgetVisit();
    },
  };
};
