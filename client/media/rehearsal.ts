import type { types } from 'mediasoup-client';

const name = 'rehearsal';

/**
 * Connects a receiving transport (ICE, DTLS) by negotiating a video that nobody sends and that is closed at once: the first
 * picture then waits for neither. Nothing but the connection itself is sent or received.
 */
export const rehearse = async (transport: types.Transport, { codecs = [] }: types.RtpCapabilities): Promise<void> => {
  const codec = codecs.find(({ kind }) => kind === 'video');
  if (!codec) return;
  const { mimeType, clockRate, preferredPayloadType, parameters, rtcpFeedback } = codec;
  const consumer = await transport.consume({
    id: name,
    producerId: name,
    kind: 'video',
    rtpParameters: {
      mid: name,
      codecs: [
        {
          mimeType,
          clockRate,
          payloadType: preferredPayloadType,
          ...(parameters && { parameters }),
          rtcpFeedback: rtcpFeedback ?? [],
        },
      ],
      headerExtensions: [],
      encodings: [{ ssrc: 1 }],
      rtcp: { cname: name },
    },
  });
  consumer.close();
};
