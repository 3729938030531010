import type { Source } from '#protocol/media.ts';

/** Tracks of one device or screen. Throws the browser's DOMException: NotAllowedError, NotFoundError, NotReadableError. */
export const capture = async (source: Source, deviceId?: string): Promise<MediaStreamTrack[]> => {
  const chosen = deviceId ? { deviceId: { exact: deviceId } } : {};
  switch (source) {
    case 'mic': {
      const audio = { ...chosen, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
      return (await navigator.mediaDevices.getUserMedia({ audio })).getTracks();
    }
    case 'camera': {
      const video = { ...chosen, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };
      return (await navigator.mediaDevices.getUserMedia({ video })).getTracks();
    }
    case 'screen':
    case 'screenAudio': {
      const video = { frameRate: { ideal: 10, max: 15 } };
      return (await navigator.mediaDevices.getDisplayMedia({ video, audio: true })).getTracks();
    }
  }
};
