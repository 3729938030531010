import { type Browser, type BrowserContext, type BrowserContextOptions, type Page, chromium } from 'playwright-core';

/**
 * For so long a step in a browser may take, in milliseconds: not what it should take, but what it may on a machine eight times
 * slower that does other things too. The test's own time limit is longer.
 */
export const stepMs = 180_000;

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--auto-accept-this-tab-capture',
  '--auto-select-desktop-capture-source=Entire screen',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
];

/** Real Chromium with fake camera, microphone and screen. */
export const launchChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, timeout: stepMs, args: [...chromiumFlags, ...flags] });

/** Likewise, where a permission can be taken back from a person's context, as in the browser's own menu. */
export const launchWithPermissions = (): Promise<Browser> => {
  const args = chromiumFlags.filter((flag) => flag !== '--use-fake-ui-for-media-stream');
  return chromium.launch({ executablePath, headless: true, timeout: stepMs, args });
};

/** Chromium with a profile that stays on disk, as on a computer that people share. */
export const launchProfile = (folder: string, flags: readonly string[] = []): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    locale: 'fr-FR',
    permissions: ['camera', 'microphone'],
    args: [...chromiumFlags, ...flags],
  });

const classLinkPath = /\/c\/[\w-]{22}(#.*)?$/;

/** One person: a browser profile of their own, in French, with a page that reports what goes wrong. */
export type Visitor = { readonly page: Page; readonly context: BrowserContext; readonly faults: string[] };

export const visit = async (
  browser: Browser,
  size = { width: 1100, height: 720 },
  options: BrowserContextOptions = {},
): Promise<Visitor> => {
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: size,
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(stepMs);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The page of a link has the status 404 on purpose, so that browsers leave it out of their history.
    const isLink = classLinkPath.test(message.location().url);
    if (message.type() === 'error' && !isLink) faults.push(`console: ${message.text()}`);
  });
  return { page, context, faults };
};

/** Which devices the page uses now, or sends from: `audio` for the microphone, `video` for the camera. */
export const devicesOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { testPeers, testTracks } = window as unknown as { testPeers: RTCPeerConnection[]; testTracks: MediaStreamTrack[] };
    const sent = testPeers.flatMap((peer) => peer.getSenders()).map(({ track }) => track);
    const live = [...testTracks, ...sent].filter((track) => track?.readyState === 'live');
    return Array.from(new Set(live.map((track) => track?.kind ?? ''))).toSorted();
  });

/** What the page's peer connections have received so far. */
export type Received = {
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  readonly relayProtocols: readonly string[];
};

/** Lets a test read the page's statistics, and which devices it uses: to be called before the page is opened. */
export const observePeers = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    const tracks: MediaStreamTrack[] = [];
    const devices = globalThis.MediaDevices?.prototype as MediaDevices | undefined;
    const { getUserMedia } = devices ?? {};
    if (devices && getUserMedia) {
      devices.getUserMedia = async function (wanted) {
        const stream = await getUserMedia.call(this, wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }
    const Native = window.RTCPeerConnection;
    Object.assign(window, {
      testPeers: peers,
      testTracks: tracks,
      RTCPeerConnection: class extends Native {
        constructor(configuration?: RTCConfiguration) {
          super(configuration);
          peers.push(this);
        }
      },
    });
  });

export const received = (page: Page): Promise<Received> =>
  page.evaluate(async () => {
    const { testPeers } = window as unknown as { testPeers: RTCPeerConnection[] };
    const open = testPeers.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((peer) => peer.getStats()));
    const stats = reports.flatMap((report) => Array.from(report.values() as Iterable<Record<string, unknown>>));
    const sum = (key: string) =>
      stats.reduce((total, stat) => total + (stat['type'] === 'inbound-rtp' ? Number(stat[key] ?? 0) : 0), 0);
    const pairs = stats.filter((stat) => stat['type'] === 'candidate-pair' && stat['state'] === 'succeeded');
    const protocols = pairs.map((pair) => String(stats.find(({ id }) => id === pair['localCandidateId'])?.['protocol']));
    return { framesDecoded: sum('framesDecoded'), audioEnergy: sum('totalAudioEnergy'), relayProtocols: protocols };
  });
