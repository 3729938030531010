import type { TransportParameters } from '#protocol/media.ts';
import { type Door, openDoor } from '../../../call/door.ts';
import { isPassing } from '../../../net/patience.ts';
import type { OpenedClass } from '../openClass.ts';

/** What a trial of the network says: media passes, it is blocked, the connection beside it (WebSocket) does not pass, or the server has no room for a trial or does not answer at all. */
export type Reach = 'ok' | 'blocked' | 'noSocket' | 'busy' | 'offline';

const deadlineMs = 8_000;

/** The server's half of the negotiation, as a session description (RFC 8866, RFC 8839): it only answers connectivity checks. */
const answerOf = ({ iceParameters, iceCandidates, dtlsParameters }: TransportParameters): string => {
  const candidates = iceCandidates.map(
    ({ foundation, protocol, priority, address, port, tcpType }) =>
      `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${tcpType ? ` tcptype ${tcpType}` : ''}`,
  );
  const [fingerprint] = dtlsParameters.fingerprints;
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 0.0.0.0',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:${fingerprint?.algorithm ?? ''} ${fingerprint?.value ?? ''}`,
    'a=setup:passive',
    'a=sctp-port:5000',
    ...candidates,
    'a=end-of-candidates',
  ];
  return `${lines.join('\r\n')}\r\n`;
};

/** Whether a connection opens as the class needs one. It is closed at once. Without a ticket there is nothing to try it with. */
const opensSocket = async (door: Door): Promise<boolean> => {
  const answer = await door.ticket({});
  if (!answer.ok) return true;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const deadline = setTimeout(() => resolve(false), deadlineMs);
  const socket = new WebSocket('/socket/?EIO=4&transport=websocket', ['ardoise', answer.value.ticket]);
  socket.onopen = () => resolve(true);
  socket.onerror = () => resolve(false);
  const opened = await promise;
  clearTimeout(deadline);
  socket.close();
  return opened;
};

/** Tries whether this browser reaches the server's media ports, over UDP or TCP, as it would in the class. Nothing is sent there but the trial. */
export async function tryReach({ info, charter }: OpenedClass): Promise<Reach> {
  if (typeof RTCPeerConnection === 'undefined') return 'blocked';
  const door = openDoor(info.id, charter.door, info.nonce);
  const first = await door.reach();
  // A page that was open for long has an old nonce: the next try takes a new one.
  const answer = !first.ok && first.code === 'ticket' ? await door.reach() : first;
  if (!answer.ok) return answer.code !== 'offline' && isPassing(answer.code) ? 'busy' : 'offline';
  if (!(await opensSocket(door))) return 'noSocket';
  const peer = new RTCPeerConnection();
  const { promise, resolve } = Promise.withResolvers<Reach>();
  const deadline = setTimeout(() => resolve('blocked'), deadlineMs);
  try {
    peer.addEventListener('iceconnectionstatechange', () => {
      if (peer.iceConnectionState === 'connected' || peer.iceConnectionState === 'completed') resolve('ok');
      if (peer.iceConnectionState === 'failed') resolve('blocked');
    });
    peer.createDataChannel('trial');
    await peer.setLocalDescription();
    await peer.setRemoteDescription({ type: 'answer', sdp: answerOf(answer.value) });
    return await promise;
  } catch {
    return 'blocked';
  } finally {
    clearTimeout(deadline);
    peer.close();
  }
}
