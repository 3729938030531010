// One real ICE and DTLS handshake over loopback with the worker that MEDIASOUP_WORKER_BIN names.
// Ends with code 0 when it is done. A worker that starts and answers can still crash here.
import { once } from 'node:events';
import { createWorker } from 'mediasoup';
import { PeerConnection } from 'node-datachannel';

const patience = 20_000;
const host = '127.0.0.1';

setTimeout(() => fail('no handshake within 20 seconds'), patience).unref();

const worker = await createWorker({ logLevel: 'error' });
worker.on('died', () => fail('the worker died'));
const router = await worker.createRouter();
const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: host }], enableSctp: true });

const peer = new PeerConnection('handshake', { iceServers: [], bindAddress: host });
peer.createDataChannel('check');
const fingerprint = peer.localDescription()?.sdp.match(/^a=fingerprint:sha-256 (\S+)/m)?.[1];
if (!fingerprint) fail('the test client made no certificate');
await transport.connect({ dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] } });

const connected = new Promise((resolve) => {
  transport.on('dtlsstatechange', (state) => {
    if (state === 'connected') resolve(state);
    else if (state !== 'connecting') fail(`DTLS ${state}`);
  });
});
peer.setRemoteDescription(answer(transport), 'answer');
await connected;

peer.close();
worker.close();
await once(worker, 'subprocessclose');
process.exit(0);

/** What a browser would be told of the transport. @param {import('mediasoup').types.WebRtcTransport} to */
function answer({ iceParameters, iceCandidates, dtlsParameters, sctpParameters }) {
  const own = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256')?.value;
  const lines = [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    `c=IN IP4 ${host}`,
    'a=mid:0',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${own}`,
    'a=setup:passive',
    `a=sctp-port:${sctpParameters?.port}`,
    ...iceCandidates.map(
      (one) => `a=candidate:${one.foundation} 1 ${one.protocol} ${one.priority} ${one.ip} ${one.port} typ ${one.type}`,
    ),
    'a=end-of-candidates',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** @param {string} why @returns {never} */
function fail(why) {
  console.error(why);
  process.exit(1);
}
