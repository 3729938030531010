const sha384 = async (bytes: ArrayBuffer): Promise<string> =>
  `sha384-${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))))}`;

/**
 * Why the class's script did not start: the server answers with another than the page pins by its hash (`altered`), of which the
 * browser ran nothing; or it could not be had (`offline`).
 */
export async function whyNoScript(): Promise<'altered' | 'offline'> {
  const pinned = document.querySelector<HTMLLinkElement>('link[rel=modulepreload][integrity]');
  try {
    const answer = await fetch(pinned?.href ?? '', { cache: 'no-cache' });
    return pinned && answer.ok && (await sha384(await answer.arrayBuffer())) !== pinned.integrity ? 'altered' : 'offline';
  } catch {
    return 'offline';
  }
}
