import type { Answer } from '#protocol/messages.ts';
import type { RefusalCode } from '#protocol/codes.ts';
import { refusalCodes } from '#protocol/codes.ts';
import { rightAddress } from './address.ts';
import { noteServerTime } from './serverClock.ts';

const isCode = (value: unknown): value is RefusalCode => refusalCodes.includes(value as RefusalCode);

/** A line that is dead and does not say so never answers. */
const answerTimeout = 20_000;

/**
 * Asks the server's HTTP API. A refusal has the server's code; `offline` when there is no answer. The answer's shape is
 * the server's, as `server/protocol/http.ts` says: everything in it that matters is signed and checked by its reader.
 */
export const ask = async <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer<T>> => {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(answerTimeout),
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    noteServerTime(response);
    const answer: unknown = response.status === 204 ? {} : await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const { code, origin } = answer as { code?: unknown; origin?: string };
    if (code === 'address' && origin) rightAddress.value = origin;
    return { ok: false, code: isCode(code) ? code : 'internal' };
  } catch {
    return { ok: false, code: 'offline' };
  }
};
