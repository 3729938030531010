import type { DoorProof, NonceAnswer, TicketAnswer } from '#protocol/http.ts';
import type { TransportParameters } from '#protocol/media.ts';
import type { Answer } from '#protocol/messages.ts';
import { type DoorClaim, proveLink } from '../crypto/credentials/door.ts';
import { ask } from '../net/http.ts';

/** A nonce is good for five minutes; a new one is taken earlier, in milliseconds. */
const nonceKept = 240_000;

type Shown = { readonly seat?: string; readonly hostProof?: string };

/** The door of one class, for who has its link. */
export type Door = {
  ticket(shown: Shown): Promise<Answer<TicketAnswer>>;
  /** A transport for a trial of the network. */
  reach(): Promise<Answer<TransportParameters>>;
};

/** `nonce`: the one that came with the class. */
export const openDoor = (classId: string, key: CryptoKey, nonce: string): Door => {
  const path = `/api/classes/${classId}`;
  let known: { readonly nonce: string; readonly until: number } | null = { nonce, until: performance.now() + nonceKept };
  const fresh = async (): Promise<Answer<string>> => {
    if (known && known.until > performance.now()) return { ok: true, value: known.nonce };
    const answer = await ask<NonceAnswer>('GET', `${path}/nonce`);
    if (!answer.ok) return answer;
    known = { nonce: answer.value.nonce, until: performance.now() + nonceKept };
    return { ok: true, value: known.nonce };
  };
  const asking = async <T>(claim: Pick<DoorClaim, 'ask'>, to: string, shown: Shown = {}): Promise<Answer<T>> => {
    const current = await fresh();
    if (!current.ok) return current;
    const door: DoorProof = await proveLink(key, current.value, { ...claim, classId, ...shown });
    const answer = await ask<T>('POST', `${path}/${to}`, { door, ...shown });
    // Too old after all, for instance by the server's restart: the next try takes a new one.
    if (!answer.ok && answer.code === 'ticket') known = null;
    return answer;
  };
  return {
    ticket: (shown) => asking<TicketAnswer>({ ask: 'ticket' }, 'tickets', shown),
    reach: () => asking<TransportParameters>({ ask: 'reach' }, 'reach'),
  };
};
