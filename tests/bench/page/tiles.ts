import type { Source } from '#protocol/media.ts';
import { FramePort } from '../../../client/crypto/frames/framePort.ts';
import { enterRoom, openSend, receiveAll } from './bareLine.ts';
import { dateOf, drawDate } from './dates.ts';

/** What the measurement reads. */
declare global {
  interface Window {
    /** Milliseconds from drawing a frame to its presentation in the first tile. */
    delays: number[];
    tilesShown: () => number;
    framesDecoded: () => number;
  }
}

// `?send=9` shows nine people to the room, two of them speaking; without, the page watches. `&sealed`: with the product's
// encryption. `&through`: every frame goes through a worker that does nothing with it.
const query = new URLSearchParams(location.search);
const sealed = query.has('sealed');
const size = { width: 320, height: 180 };
const framesPerSecond = 15;
const speaking = 2;
const most = 9;
/** The keys of one epoch of everybody's, on this page's leaf. */
const keysOf = (leaf: number) => ({
  epoch: 1,
  base: new Uint8Array(16).fill(1),
  leaf,
  leaves: new Map(Array.from({ length: most }, (_, slot) => [String(slot), slot])),
});

const picture = (slot: number): MediaStreamTrack => {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  let hue = slot * 40;
  setInterval(() => {
    context.fillStyle = `hsl(${hue++ % 360} 60% 50%)`;
    context.fillRect(0, 0, size.width, size.height);
    context.fillStyle = 'white';
    context.fillRect((hue * 3) % size.width, 60, 60, 90);
    drawDate(context);
  }, 1_000 / framesPerSecond);
  return canvas.captureStream(framesPerSecond).getVideoTracks()[0] as MediaStreamTrack;
};

const voice = (): MediaStreamTrack => {
  const audio = new AudioContext();
  const tone = new OscillatorNode(audio);
  const out = audio.createMediaStreamDestination();
  tone.connect(out);
  tone.start();
  return out.stream.getAudioTracks()[0] as MediaStreamTrack;
};

const showPerson = async (slot: number): Promise<void> => {
  const transport = await openSend(await enterRoom());
  const port = new FramePort(sealed);
  port.setEpoch(keysOf(slot));
  const send = async (source: Source, track: MediaStreamTrack) =>
    transport.produce({
      track,
      ...(source === 'camera' && { encodings: [{ maxBitrate: 150_000 }] }),
      // The floor passes the source on as it is: so the other page knows whose key opens it.
      appData: { source: `${slot} ${source}` },
      onRtpSender: (sender) => port.protectSender(sender, source),
    });
  await send('camera', picture(slot));
  if (slot < speaking) await send('mic', voice());
};

const handOn = (): ((receiver: RTCRtpReceiver) => void) => {
  const worker = new Worker(new URL('./through.worker.ts', import.meta.url), { type: 'module' });
  return (receiver) => {
    receiver.transform = new RTCRtpScriptTransform(worker);
  };
};

const watch = async (): Promise<void> => {
  const through = query.has('through') ? handOn() : null;
  const port = new FramePort(sealed);
  port.setEpoch(keysOf(most));
  const counts = new Map<HTMLVideoElement, number>();
  const follow = (video: HTMLVideoElement): void => {
    const first = counts.size === 0;
    counts.set(video, 0);
    const next = (): void => {
      counts.set(video, (counts.get(video) ?? 0) + 1);
      if (first) {
        const drawn = dateOf(video);
        if (drawn !== null) window.delays.push(Date.now() - drawn);
      }
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof HTMLVideoElement) follow(node);
  }).observe(document.body, { childList: true });
  Object.assign(window, {
    delays: [],
    tilesShown: () => Array.from(counts.values()).filter((count) => count > 5).length,
    framesDecoded: () => Array.from(counts.values()).reduce((sum, count) => sum + count, 0),
  });
  await receiveAll(await enterRoom(), (receiver, origin) => {
    const [slot = '', source] = origin.split(' ');
    if (through) through(receiver);
    else port.protectReceiver(receiver, slot, source as Source);
  });
};

const people = Number(query.get('send'));
if (people > 0) await Promise.all(Array.from({ length: people }, (_, slot) => showPerson(slot)));
else await watch();
document.title = 'ready';
