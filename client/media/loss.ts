import type { DeviceTrouble } from './troubles.ts';

/** What a device is found again by. Safari names no group. */
export type DeviceName = Pick<MediaTrackSettings, 'deviceId' | 'groupId'>;
type Kind = 'mic' | 'camera';

const listed = { mic: 'audioinput', camera: 'videoinput' } as const;
const permissions = { mic: 'microphone', camera: 'camera' } as const;

/** Null where the browser tells nothing of this permission. */
const permission = async (kind: Kind): Promise<PermissionStatus | null> => {
  try {
    return await navigator.permissions.query({ name: permissions[kind] as PermissionName });
  } catch {
    return null;
  }
};

const devicesOf = async (kind: Kind): Promise<MediaDeviceInfo[]> =>
  (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === listed[kind]);

/** The default device of a computer may be another one now: it is not the one that was chosen. */
const isThere = (devices: readonly MediaDeviceInfo[], { deviceId, groupId }: DeviceName): boolean =>
  devices.some((device) => device.deviceId === deviceId && (groupId === undefined || device.groupId === groupId));

/** Why a track has ended by itself. Never throws. */
export const whyEnded = async (kind: Kind, name: DeviceName): Promise<DeviceTrouble> => {
  try {
    const state = (await permission(kind))?.state;
    if (state === 'denied') return 'takenBack';
    const devices = await devicesOf(kind);
    // Without permission devices have no label. Firefox says "prompt" of a permission that is given for once, too.
    if (state === 'prompt' && devices.length > 0 && devices.every(({ label }) => !label)) return 'takenBack';
    return isThere(devices, name) ? 'taken' : 'unplugged';
  } catch {
    return 'other';
  }
};

/** Calls `back` whenever the device may have come back: it is there again, or allowed again. Asks the person nothing. */
export const whenBack = (kind: Kind, name: DeviceName, back: () => void): Disposable => {
  const stopped = new AbortController();
  const look = async () => {
    const state = (await permission(kind))?.state;
    if (state === 'denied' || (state === 'prompt' && (await devicesOf(kind)).every(({ label }) => !label))) return;
    if (isThere(await devicesOf(kind), name) && !stopped.signal.aborted) back();
  };
  const changed = () => void look().catch(() => {});
  const { signal } = stopped;
  navigator.mediaDevices.addEventListener('devicechange', changed, { signal });
  void permission(kind).then((status) => status?.addEventListener('change', changed, { signal }));
  return { [Symbol.dispose]: () => stopped.abort() };
};

/** So long a device may give nothing before it counts as muted, in milliseconds: some do so for a moment when they start. */
const muteMs = 1_000;

/** Tells when a track is muted from outside of the page, and when it is not any more; at once, if it is so already. */
export const followMuting = (track: MediaStreamTrack, tell: (muted: boolean) => void): void => {
  const look = () => setTimeout(() => track.muted && track.readyState === 'live' && tell(true), muteMs);
  if (track.muted) look();
  track.addEventListener('mute', look);
  track.addEventListener('unmute', () => tell(false));
};
