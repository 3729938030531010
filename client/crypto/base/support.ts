/** Why a browser cannot take part in an encrypted class. Each has a sentence in `client/text`, with what to do. */
export type Support =
  | 'ok'
  /** The page did not come over HTTPS: browsers give no cryptography there. */
  | 'not-secure'
  | 'no-webcrypto'
  | 'no-webrtc'
  /** Too old for WebRTC Encoded Transform (`RTCRtpScriptTransform`). */
  | 'no-encoded-transform';

/** Whether this browser can encrypt a class end to end: to be asked before joining. */
export const encryptionSupport = (): Support => {
  if (!globalThis.isSecureContext) return 'not-secure';
  if (!globalThis.crypto?.subtle) return 'no-webcrypto';
  if (!('RTCPeerConnection' in globalThis)) return 'no-webrtc';
  const transforms = 'RTCRtpScriptTransform' in globalThis && 'transform' in RTCRtpSender.prototype;
  return transforms && 'Worker' in globalThis ? 'ok' : 'no-encoded-transform';
};
