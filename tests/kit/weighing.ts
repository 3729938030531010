import type { Page } from 'playwright-core';

/** What a page has fetched: compressed bytes with their headers, and where from. */
export type Weight = {
  readonly bytes: number;
  readonly requests: number;
  readonly origins: readonly string[];
  readonly list: readonly string[];
};

/** Watches everything that a page's network does, from now on. Returns what it was so far. */
export const weigh = async (page: Page): Promise<() => Weight> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map<string, string>();
  const sizes = new Map<string, number>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('data:') && !request.url.startsWith('blob:')) urls.set(requestId, request.url);
  });
  session.on('Network.webSocketCreated', ({ requestId, url }) => void urls.set(requestId, url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => void sizes.set(requestId, encodedDataLength));
  return () => {
    const list = Array.from(urls, ([id, url]) => `${new URL(url).pathname} ${sizes.get(id) ?? 0}`);
    return {
      bytes: Array.from(urls.keys()).reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0),
      requests: urls.size,
      origins: Array.from(new Set(Array.from(urls.values(), (url) => new URL(url).host))),
      list,
    };
  };
};
