import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Answer } from '#protocol/messages.ts';
import type { OwnClass, OwnClasses } from '#protocol/http.ts';
import type { InvitationLook } from '#providers/link/contract.ts';
import { ask } from '../../net/http.ts';
import { forgetClass, type KeptClass, keptClasses } from '../../tab/keptClasses.ts';
import { renewClass, type Renewal, type Renewed, settleRenewal } from './classes/renewClass.ts';

/** A class of the signed-in host; `kept` is null when its keys are not in this browser. */
export type ListedClass = OwnClass & { readonly kept: KeptClass | null };

export type HostState =
  | { readonly at: 'loading' }
  | { readonly at: 'invited'; readonly look: InvitationLook }
  | { readonly at: 'signed-out'; readonly invitationFailed: boolean }
  | { readonly at: 'offline' }
  | {
      readonly at: 'signed-in';
      readonly classes: readonly ListedClass[];
      /** Whether this server takes classes that are not end-to-end encrypted. */
      readonly allowUnencrypted: boolean;
      readonly invitationFailed: boolean;
      /** The list could not be read again: it is as it was. */
      readonly stale: boolean;
    };

const current = signal<HostState>({ at: 'loading' });
/** Who looks at the home page, and their classes. */
export const hostState: ReadonlySignal<HostState> = current;

const invitationMark = '#invite.';
/** The token of the one-time link that was opened, until its person has answered. It is nowhere else in this browser. */
let invitation: string | null = null;

/** Moves a one-time link's token out of the address and of the tab's history. */
function takeInvitation(): void {
  if (!location.hash.startsWith(invitationMark)) return;
  invitation = location.hash.slice(invitationMark.length);
  history.replaceState(null, '', '/');
}

/** Reads the host's classes; with a one-time link in the address, asks first what it would do, and does nothing of it. */
export async function openHome(): Promise<void> {
  takeInvitation();
  if (invitation === null) return refreshClasses();
  const answer = await ask<InvitationLook>('POST', '/api/invitations/look', { token: invitation });
  if (answer.ok) current.value = { at: 'invited', look: answer.value };
  else if (spent(answer.code)) await dropInvitation(true);
  else current.value = { at: 'offline' };
}

/** The link was used, has expired or was copied badly. */
const spent = (code: RefusalCode): boolean => code === 'ticket' || code === 'invalid';

/** Opens the session that the one-time link stands for. `replace`: ends the one that this browser has. Gives the refusal, if any. */
export async function acceptInvitation(replace: boolean): Promise<RefusalCode | null> {
  const answer = await ask('POST', '/api/session', { token: invitation, ...(replace && { replace }) });
  if (answer.ok || spent(answer.code)) {
    await dropInvitation(!answer.ok);
    return null;
  }
  // Somebody signed in meanwhile, in another tab: the question is another one now.
  if (answer.code === 'signed-in') await openHome();
  return answer.code;
}

/** Leaves everything as it is: the one-time link stays unused. */
export function dropInvitation(failed = false): Promise<void> {
  invitation = null;
  return refreshClasses(failed);
}

const settled = async (kept: KeptClass | undefined): Promise<KeptClass | null> => (kept ? settleRenewal(kept) : null);

/** Reads the host's classes again. */
export async function refreshClasses(invitationFailed = false): Promise<void> {
  const [answer, kept] = await Promise.all([ask<OwnClasses>('GET', '/api/classes'), keptClasses()]);
  if (answer.ok) {
    const newestFirst = answer.value.classes.toSorted((a, b) => b.createdAt - a.createdAt);
    const classes = await Promise.all(newestFirst.map(async (own) => ({ ...own, kept: await settled(kept.get(own.id)) })));
    const { allowUnencrypted } = answer.value;
    current.value = { at: 'signed-in', classes, allowUnencrypted, invitationFailed, stale: false };
  } else if (answer.code === 'signed-out') {
    current.value = { at: 'signed-out', invitationFailed };
  } else if (current.value.at === 'signed-in') {
    // Whoever is writing or reading something there goes on.
    current.value = { ...current.value, stale: true };
  } else {
    current.value = { at: 'offline' };
  }
}

/** Renews links and keys of a class that is kept here. An answer that was lost once is asked for first. */
export async function renewLinks(kept: KeptClass, what: Renewal): Promise<Answer<Renewed>> {
  const answer = await renewClass(await settleRenewal(kept), what);
  await refreshClasses();
  return answer;
}

/** Deletes a class on the server and its keys here. Returns the refusal, if any. */
export async function deleteClass(classId: string): Promise<RefusalCode | null> {
  const answer = await ask('DELETE', `/api/classes/${classId}`);
  if (!answer.ok && answer.code !== 'not-found') return answer.code;
  await forgetClass(classId);
  await refreshClasses();
  return null;
}

/** Erases the account with its classes, sessions and links. False when the server did not. */
export async function eraseAccount(): Promise<boolean> {
  const answer = await ask('DELETE', '/api/account');
  if (answer.ok) await refreshClasses();
  return answer.ok;
}

/**
 * Ends the host session of this browser. The server has it erase its storage, and the keys of the classes with it. `classes`:
 * what becomes of them when nothing else leads to the account. Gives the refusal, if any.
 */
export async function signOut(classes?: 'erase' | 'keep'): Promise<RefusalCode | null> {
  const answer = await ask('DELETE', '/api/session', classes && { classes });
  if (!answer.ok && answer.code !== 'signed-out') return answer.code;
  await refreshClasses();
  return null;
}
