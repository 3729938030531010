import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { OwnClass } from '#protocol/http.ts';
import { ask } from '../call/http.ts';
import { forgetClass, type KeptClass, keptClasses } from './keyring.ts';

/** A class of the signed-in host; `kept` is null when its keys are not in this browser. */
export type ListedClass = OwnClass & { readonly kept: KeptClass | null };

export type HostState =
  | { readonly at: 'loading' }
  | { readonly at: 'signed-out'; readonly invitationFailed: boolean }
  | { readonly at: 'offline' }
  | { readonly at: 'signed-in'; readonly classes: readonly ListedClass[] };

const current = signal<HostState>({ at: 'loading' });
/** Who looks at the home page, and their classes. */
export const hostState: ReadonlySignal<HostState> = current;

/** Exchanges the one-time link's token, if the address has one, then reads the host's classes. */
export async function openHome(): Promise<void> {
  const token = /^#invite\.([A-Za-z0-9_-]{22})$/.exec(location.hash)?.[1];
  if (!token) return refreshClasses();
  const answer = await ask('POST', '/api/session', { token });
  if (!answer.ok && answer.code === 'offline') {
    current.value = { at: 'offline' };
    return;
  }
  history.replaceState(null, '', '/');
  await refreshClasses(!answer.ok);
}

/** Reads the host's classes again. */
export async function refreshClasses(invitationFailed = false): Promise<void> {
  const [answer, kept] = await Promise.all([ask<{ classes: OwnClass[] }>('GET', '/api/classes'), keptClasses()]);
  if (answer.ok) {
    const newestFirst = answer.value.classes.toSorted((a, b) => b.createdAt - a.createdAt);
    current.value = { at: 'signed-in', classes: newestFirst.map((own) => ({ ...own, kept: kept.get(own.id) ?? null })) };
  } else if (answer.code === 'signed-out') {
    current.value = { at: 'signed-out', invitationFailed };
  } else {
    current.value = { at: 'offline' };
  }
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

/** Ends the host session of this browser. The server has it erase its storage, and the keys of the classes with it. */
export async function signOut(): Promise<void> {
  await ask('DELETE', '/api/session');
  await refreshClasses();
}
