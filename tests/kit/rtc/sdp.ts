import type { DtlsParametersMessage, RtpParametersMessage, TransportParameters } from '#protocol/media.ts';

/** One m-line: what flows, and which way as the server sees it. */
export type Section = {
  readonly mid: string;
  readonly kind: 'audio' | 'video';
  readonly direction: 'sendonly' | 'recvonly' | 'inactive';
  readonly rtp: RtpParametersMessage;
};

/** The server's side of the session (RFC 8829), as an SDP library would write it. `setup`: passive answers, actpass offers. */
export const serverSdp = (transport: TransportParameters, sections: readonly Section[], setup: 'passive' | 'actpass'): string => {
  const { usernameFragment, password } = transport.iceParameters;
  const fingerprint = transport.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const shared = [
    `a=ice-ufrag:${usernameFragment}`,
    `a=ice-pwd:${password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value}`,
    `a=setup:${setup}`,
    ...transport.iceCandidates.map(
      ({ foundation, protocol, priority, address, port }) =>
        `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${protocol === 'tcp' ? ' tcptype passive' : ''}`,
    ),
    'a=end-of-candidates',
  ];
  const media = sections.flatMap(({ mid, kind, direction, rtp }) => {
    const codecs = rtp.codecs.filter(({ mimeType }) => !mimeType.endsWith('/rtx'));
    return [
      `m=${kind} 9 UDP/TLS/RTP/SAVPF ${codecs.map(({ payloadType }) => payloadType).join(' ')}`,
      'c=IN IP4 0.0.0.0',
      `a=mid:${mid}`,
      `a=${direction}`,
      'a=rtcp-mux',
      ...codecs.map(
        ({ payloadType, mimeType, clockRate, channels }) =>
          `a=rtpmap:${payloadType} ${mimeType.slice(kind.length + 1)}/${clockRate}${channels === 2 ? '/2' : ''}`,
      ),
      ...(direction === 'sendonly' ? (rtp.encodings ?? []).map(({ ssrc }) => `a=ssrc:${ssrc} cname:a`) : []),
      ...shared,
    ];
  });
  const group = `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`;
  return ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=ice-lite', group, ...media, ''].join('\r\n');
};

/** The fingerprint that a local description carries, with the role that suits the server's answer. */
export const dtlsOf = (sdp: string): DtlsParametersMessage => {
  const [, algorithm, value] = /a=fingerprint:(\S+) (\S+)/.exec(sdp) ?? [];
  if (algorithm !== 'sha-256' || !value) throw new Error('no SHA-256 fingerprint in the local description');
  return { role: 'client', fingerprints: [{ algorithm, value }] };
};
