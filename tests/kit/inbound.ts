import type { Page } from 'playwright-core';

/** One stream that a page receives: what came, and what its decoder made of it. */
export type Inbound = { readonly ssrc: number; readonly packets: number; readonly pictures: number; readonly sound: number };

/** What a page receives now. The page must be one of `observePeers`. */
export const inbound = (page: Page): Promise<Inbound[]> =>
  page.evaluate(async () => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] };
    const open = testPeers.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    const stats = reports.flatMap((report) => Array.from(report.values() as Iterable<Record<string, unknown>>));
    return stats
      .filter(({ type }) => type === 'inbound-rtp')
      .map((stat) => ({
        ssrc: Number(stat['ssrc']),
        packets: Number(stat['packetsReceived'] ?? 0),
        pictures: Number(stat['framesDecoded'] ?? 0),
        sound: Number(stat['totalAudioEnergy'] ?? 0),
      }));
  });

/** Resolves, with what is received, once each of `count` streams has brought this many packets. */
export const arriving = async (page: Page, count: number, packets: number): Promise<Inbound[]> => {
  for (;;) {
    const streams = await inbound(page);
    if (streams.filter((stream) => stream.packets >= packets).length >= count) return streams;
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
};
