const answerWithin = 10_000;
const bodyWithin = 180_000;
const hopsMax = 5;
/** Several times the largest worker that was published. */
const bytesMax = 128 * 1_024 * 1_024;

/** The place has no such file: it answered 404. */
export class NotThere extends Error {}

/**
 * Gets a file over https, and over nothing else: a redirect to anything but https is refused as well.
 * @param {string} url
 * @returns {Promise<Buffer>}
 * @throws {NotThere | Error} with a sentence for people
 */
export async function downloadOverHttps(url) {
  const stop = new AbortController();
  let deadline = setTimeout(() => stop.abort(new Error('no answer')), answerWithin);
  try {
    const response = await followed(url, stop.signal);
    clearTimeout(deadline);
    deadline = setTimeout(() => stop.abort(new Error('too slow')), bodyWithin);
    return await bodyOf(response);
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * An error of a download, in words.
 * @param {unknown} error
 */
export function reason(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** @param {string} from @param {AbortSignal} signal */
async function followed(from, signal) {
  let url = from;
  for (let hops = 0; hops <= hopsMax; hops += 1) {
    if (new URL(url).protocol !== 'https:') throw new Error(`refused: ${url} is not https`);
    const response = await fetch(url, { signal, redirect: 'manual' });
    const next = response.headers.get('location');
    if (response.status === 404) throw new NotThere('status 404');
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status < 300 || response.status > 399 || next === null) throw new Error(`status ${response.status}`);
    url = new URL(next, url).href;
  }
  throw new Error('redirected too often');
}

/** @param {Response} response */
async function bodyOf({ body }) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  for await (const part of /** @type {any} */ (body ?? [])) {
    size += part.length;
    if (size > bytesMax) throw new Error('too large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
