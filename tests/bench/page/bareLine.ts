import { Device, type types } from 'mediasoup-client';
import { type Socket, io } from 'socket.io-client';

type Offer = { consumer: string; producer: string; source: string; kind: 'audio' | 'video'; rtp: types.RtpParameters };
type Ends = Record<'send' | 'recv', types.TransportOptions>;

const wire = (socket: Socket, transport: types.Transport, direction: 'send' | 'recv'): types.Transport => {
  transport.on(
    'connect',
    ({ dtlsParameters }, done) => void socket.emitWithAck('media.connect', { direction, dtls: dtlsParameters }).then(done),
  );
  transport.on('produce', ({ kind, rtpParameters, appData }, done) => {
    void socket
      .emitWithAck('media.produce', { ...appData, kind, rtp: rtpParameters })
      .then(({ producer }) => done({ id: producer }));
  });
  return transport;
};

/** The least that a page needs to be in a room of the floor. The address says which: `?room=...`. */
export const enterRoom = async (): Promise<{ socket: Socket; device: Device }> => {
  const socket = io({ path: '/socket', transports: ['websocket'] });
  const room = new URLSearchParams(location.search).get('room') ?? '';
  await socket.emitWithAck('enter', { room, card: {} });
  const device = await Device.factory();
  await device.load({ routerRtpCapabilities: await socket.emitWithAck('media.capabilities', {}) });
  return { socket, device };
};

/** A transport to send with. */
export const openSend = async ({ socket, device }: { socket: Socket; device: Device }): Promise<types.Transport> => {
  const { send } = (await socket.emitWithAck('media.open', {
    capabilities: device.recvRtpCapabilities,
    directions: ['send'],
  })) as Ends;
  return wire(socket, device.createSendTransport(send), 'send');
};

/** Receives whatever is offered, each video in an element of its own. `onReceiver`: before a frame is received. */
export const receiveAll = async (
  { socket, device }: { socket: Socket; device: Device },
  onReceiver?: (receiver: RTCRtpReceiver, source: string) => void,
): Promise<void> => {
  const opened = Promise.withResolvers<types.Transport>();
  socket.on('offers', async ({ offers }: { offers: Offer[] }) => {
    const transport = await opened.promise;
    const made = await Promise.all(
      offers.map(({ consumer, producer, source, kind, rtp }) =>
        transport.consume({
          id: consumer,
          producerId: producer,
          kind,
          rtpParameters: rtp,
          ...(onReceiver && { onRtpReceiver: (receiver: RTCRtpReceiver) => onReceiver(receiver, source) }),
        }),
      ),
    );
    for (const { track } of made) show(track);
    await socket.emitWithAck('media.ready', { consumers: made.map(({ id }) => id) });
  });
  const { recv } = (await socket.emitWithAck('media.open', {
    capabilities: device.recvRtpCapabilities,
    directions: ['recv'],
  })) as Ends;
  opened.resolve(wire(socket, device.createRecvTransport(recv), 'recv'));
};

const show = (track: MediaStreamTrack): void => {
  const element = document.createElement(track.kind as 'audio' | 'video');
  element.srcObject = new MediaStream([track]);
  element.muted = true;
  document.body.append(element);
  void element.play();
};
