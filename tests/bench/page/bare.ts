import { enterRoom, openSend, receiveAll } from './bareLine.ts';

// `?send` shows the camera to the room, in the product's three layers; without, the page watches.
const line = await enterRoom();
if (new URLSearchParams(location.search).has('send')) {
  const transport = await openSend(line);
  const stream = await navigator.mediaDevices.getUserMedia({ video: true });
  const encodings = [
    { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 120_000, scalabilityMode: 'L1T3' },
    { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 350_000, scalabilityMode: 'L1T3' },
    { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 1_200_000, scalabilityMode: 'L1T3' },
  ];
  for (const track of stream.getTracks()) await transport.produce({ track, encodings, appData: { source: 'camera' } });
  document.title = 'sending';
} else await receiveAll(line);
