/** What can be wrong with a device. `text/` has what it means and what to do, for the page before the class and for the class. */
export type DeviceTrouble =
  | 'missing'
  | 'busy'
  | 'forbidden'
  | 'insecure'
  | 'unplugged' // while it was on
  | 'takenBack' // likewise, the permission
  | 'taken' // likewise: it is there and allowed, and has ended
  | 'muted' // likewise: it is silent or black by the computer, another program or a key of its own
  | 'other';

const troubles: Record<string, DeviceTrouble> = {
  NotAllowedError: 'forbidden',
  SecurityError: 'forbidden',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What is wrong with a device, from the error of getUserMedia (W3C Media Capture and Streams, section 10.2). */
export const diagnose = (error: unknown): DeviceTrouble => {
  // Outside a secure context there is no mediaDevices at all.
  if (!navigator.mediaDevices) return 'insecure';
  return (error instanceof Error && troubles[error.name]) || 'other';
};
