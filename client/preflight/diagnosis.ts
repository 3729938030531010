import type { Text } from '../text/text.ts';

export type DeviceTrouble = keyof Text['preflight']['deviceTrouble'];

const troubles: Record<string, DeviceTrouble> = {
  NotAllowedError: 'forbidden',
  SecurityError: 'forbidden',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What is wrong with a device, from the error of getUserMedia (W3C Media Capture and Streams, section 10.2). */
export const diagnose = (error: unknown): DeviceTrouble => (error instanceof Error && troubles[error.name]) || 'other';

const deadlineMs = 8_000;

/**
 * Can this browser connect two peers at all? Both ends are in this page: nothing is sent to anybody. It finds settings and
 * extensions that turn WebRTC off; a firewall between here and the server shows only in the class.
 */
export async function canCarryMedia(): Promise<boolean> {
  if (typeof RTCPeerConnection === 'undefined') return false;
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const deadline = setTimeout(() => resolve(false), deadlineMs);
  try {
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined).catch(() => undefined);
    near.createDataChannel('trial').onopen = () => resolve(true);
    await near.setLocalDescription();
    if (near.localDescription) await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (far.localDescription) await near.setRemoteDescription(far.localDescription);
    return await promise;
  } catch {
    return false;
  } finally {
    clearTimeout(deadline);
    near.close();
    far.close();
  }
}
