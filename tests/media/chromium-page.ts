import { Device, type types } from 'mediasoup-client';
import type { Direction } from '#protocol/media.ts';
import type { Offer } from '#protocol/news.ts';

/** What the page may ask of the test, which passes it on to the class's media. */
type Ask = (method: string, ...input: unknown[]) => Promise<never>;

declare global {
  interface Window {
    ask: Ask;
    call: typeof call;
  }
}

const state: { send?: types.Transport; recv?: types.Transport; device?: Device; seen: types.Consumer[] } = { seen: [] };

const wire = (transport: types.Transport, direction: Direction): types.Transport => {
  transport.on(
    'connect',
    ({ dtlsParameters }, done, failed) => void window.ask('connect', direction, dtlsParameters).then(done, failed),
  );
  transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
    void window.ask('produce', kind === 'audio' ? 'mic' : 'camera', rtpParameters, false).then((id) => done({ id }), failed);
  });
  return transport;
};

/** A browser's side of a class, as small as it can be: a moving picture, a tone, and whatever is offered. */
const call = {
  open: async (capabilities: types.RtpCapabilities): Promise<void> => {
    // Outside of a secure context a browser does not say what it is.
    const device = await Device.factory({ handlerName: 'Chrome111' });
    await device.load({ routerRtpCapabilities: capabilities });
    const { send, recv } = (await window.ask('open', device.recvRtpCapabilities)) as Record<Direction, types.TransportOptions>;
    Object.assign(state, {
      device,
      send: wire(device.createSendTransport(send), 'send'),
      recv: wire(device.createRecvTransport(recv), 'recv'),
    });
  },
  speak: async (): Promise<void> => {
    const audio = new AudioContext();
    const tone = new OscillatorNode(audio);
    const out = audio.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    await state.send?.produce({ track: out.stream.getAudioTracks()[0]! });
  },
  show: async (): Promise<void> => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
    const context = canvas.getContext('2d')!;
    let hue = 0;
    setInterval(() => {
      context.fillStyle = `hsl(${hue++} 80% 50%)`;
      context.fillRect(0, 0, 640, 360);
    }, 50);
    const encodings = [4, 2, 1].map((scaleResolutionDownBy, index) => ({
      rid: `r${index}`,
      scaleResolutionDownBy,
      maxBitrate: 100_000 * 3 ** index,
    }));
    await state.send?.produce({ track: canvas.captureStream(20).getVideoTracks()[0]!, encodings });
  },
  take: async ({ consumer, producer, kind, rtp }: Offer): Promise<void> => {
    const made = await state.recv!.consume({
      id: consumer,
      producerId: producer,
      kind,
      rtpParameters: rtp as types.RtpParameters,
    });
    state.seen.push(made);
    const element = document.createElement(kind);
    element.srcObject = new MediaStream([made.track]);
    element.muted = kind === 'video';
    document.body.append(element);
    await element.play();
  },
  /** What arrives: the width of the picture, the energy of the sound, and the protocol on the way. */
  measure: async (): Promise<{ width: number; energy: number; protocol: string }> => {
    const reports = await Promise.all(state.seen.map((consumer) => consumer.getStats()));
    const stats = reports.flatMap((report) => [...report.values()]);
    const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
    return {
      width: Math.max(0, ...stats.map(({ frameWidth = 0 }) => frameWidth)),
      energy: Math.max(0, ...stats.map(({ totalAudioEnergy = 0 }) => totalAudioEnergy)),
      protocol: stats.find(({ id }) => id === pair?.remoteCandidateId)?.protocol ?? '',
    };
  },
};
window.call = call;
