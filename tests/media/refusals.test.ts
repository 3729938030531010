import { expect, test } from 'vitest';
import { rtpParametersOf } from '../kit/rtc/packets.ts';
import { openHouse } from './house.ts';

const absCaptureTime = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

test('the header extension that blocks simulcast is neither offered nor accepted', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  expect(house.media.capabilities.headerExtensions.map(({ uri }) => uri)).not.toContain(absCaptureTime);
  await room.open('ada', house.media.capabilities);
  const mid = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 };
  await room.produce(
    'ada',
    'camera',
    { ...rtpParametersOf('camera', [1, 2, 3]), headerExtensions: [{ uri: absCaptureTime, id: 3 }, mid] },
    false,
  );
  const { producers } = await house.census();
  expect(producers[0]?.rtpParameters.headerExtensions).toMatchObject([mid]);
});

test('a stream of the wrong kind, of another codec or with too many layers is refused', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  const vp8 = rtpParametersOf('camera', [1]);
  const h264 = { ...vp8, codecs: [{ mimeType: 'video/H264', payloadType: 96, clockRate: 90_000 }] };
  const invalid = { code: 'invalid' };
  await expect(room.produce('ada', 'mic', vp8, false)).rejects.toMatchObject(invalid);
  await expect(room.produce('ada', 'camera', rtpParametersOf('mic', [1]), false)).rejects.toMatchObject(invalid);
  await expect(room.produce('ada', 'camera', h264, false)).rejects.toMatchObject(invalid);
  await expect(room.produce('ada', 'camera', rtpParametersOf('camera', [1, 2, 3, 4]), false)).rejects.toMatchObject(invalid);
  await expect(room.produce('ada', 'screen', rtpParametersOf('screen', [1, 2, 3]), false)).rejects.toMatchObject(invalid);
  expect((await house.census()).producers).toEqual([]);
});

test('a packet source that another stream has is refused, and that stream goes on', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  await room.open('ada', house.media.capabilities);
  await room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
  await expect(room.produce('ada', 'camera', rtpParametersOf('camera', [1]), false)).rejects.toMatchObject({ code: 'invalid' });
  expect((await house.census()).producers).toHaveLength(1);
});

test('somebody whom the class does not know gets nowhere', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  const unknown = { code: 'not-found' };
  await expect(room.connect('eve', 'send', { fingerprints: [] })).rejects.toMatchObject(unknown);
  await expect(room.restart('eve', 'send')).rejects.toMatchObject(unknown);
  await expect(room.produce('eve', 'mic', rtpParametersOf('mic', [1]), false)).rejects.toMatchObject(unknown);
  await expect(room.pause('eve', 'mic', true)).rejects.toMatchObject(unknown);
  await expect(room.watch('eve', [])).rejects.toMatchObject(unknown);
  await expect(room.ready('eve', ['x'])).rejects.toMatchObject(unknown);
  room.stop('eve', 'mic');
  room.drop('eve');
  await room.open('ada', house.media.capabilities);
  await expect(room.pause('ada', 'mic', true)).rejects.toMatchObject(unknown);
});

test('a transport is connected once; ICE may be restarted', async () => {
  await using house = await openHouse();
  const { room } = await house.openClass();
  const { send } = await room.open('ada', house.media.capabilities);
  const dtls = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }] } as const;
  await room.connect('ada', 'send', { ...dtls, fingerprints: [...dtls.fingerprints] });
  await expect(room.connect('ada', 'send', { ...dtls, fingerprints: [...dtls.fingerprints] })).rejects.toMatchObject({
    code: 'invalid',
  });
  const ice = await room.restart('ada', 'send');
  expect(ice.usernameFragment).not.toBe(send.iceParameters.usernameFragment);
});

test('a browser that can play nothing is offered nothing', async () => {
  await using house = await openHouse();
  const heard = await house.openClass();
  await heard.room.open('ada', house.media.capabilities);
  await heard.room.produce('ada', 'mic', rtpParametersOf('mic', [1]), false);
  await heard.room.open('ben', { codecs: [], headerExtensions: [] });
  await house.census();
  expect(heard.offered('ben')).toEqual([]);
});
