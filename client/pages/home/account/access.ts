import { type ReadonlySignal, signal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import type { Answer } from '#protocol/messages.ts';
import type { DeviceKind, OwnAccess } from '#protocol/access.ts';
import { ask } from '../../../net/http.ts';
import { refreshClasses } from '../hostState.ts';

type AccessState = { readonly at: 'loading' } | { readonly at: 'failed' } | ({ readonly at: 'known' } & OwnAccess);

const current = signal<AccessState>({ at: 'loading' });
/** What opens the signed-in host's account: sessions and open one-time links. */
export const access: ReadonlySignal<AccessState> = current;

/** Reads it again. Whoever was signed out from another device gets the page of who has no session. */
export async function refreshAccess(): Promise<void> {
  const answer = await ask<OwnAccess>('GET', '/api/sessions');
  if (answer.ok) current.value = { at: 'known', ...answer.value };
  else current.value = { at: 'failed' };
  if (!answer.ok && answer.code === 'signed-out') await refreshClasses();
}

/** The refusal, if any. What is gone already needs no ending. */
const outcome = async (asked: Promise<Answer<unknown>>): Promise<RefusalCode | null> => {
  const answer = await asked;
  await refreshAccess();
  return answer.ok || answer.code === 'not-found' ? null : answer.code;
};

export const endSession = (id: string): Promise<RefusalCode | null> => outcome(ask('DELETE', `/api/sessions/${id}`));
export const endOtherSessions = (): Promise<RefusalCode | null> => outcome(ask('DELETE', '/api/sessions'));
export const nameDevice = (id: string, device: DeviceKind | null): Promise<RefusalCode | null> =>
  outcome(ask('PUT', `/api/sessions/${id}`, { device }));
export const withdrawInvitation = (id: string): Promise<RefusalCode | null> => outcome(ask('DELETE', `/api/invitations/${id}`));
