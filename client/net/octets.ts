import { refusalCodes, type RefusalCode } from '#protocol/codes.ts';
import type { Answer } from '#protocol/messages.ts';

/** So long an answer may take, in milliseconds: on a slow line a part needs its time. */
const patienceMs = 60_000;

const refusalIn = async (response: Response): Promise<RefusalCode> => {
  const { code } = (await response.json()) as { code?: unknown };
  return refusalCodes.find((known) => known === code) ?? 'internal';
};

/** Sends or fetches bytes under a bearer token (RFC 6750, section 2.1). `offline` when there is no answer, or it was stopped. */
export const askOctets = async (
  path: string,
  { bearer, signal, body }: { readonly bearer: string; readonly signal: AbortSignal; readonly body?: Uint8Array<ArrayBuffer> },
): Promise<Answer<Uint8Array<ArrayBuffer>>> => {
  try {
    const response = await fetch(path, {
      method: body ? 'PUT' : 'GET',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/octet-stream' }) },
      ...(body && { body }),
    });
    if (!response.ok) return { ok: false, code: await refusalIn(response) };
    return { ok: true, value: new Uint8Array(await response.arrayBuffer()) };
  } catch {
    return { ok: false, code: 'offline' };
  }
};
