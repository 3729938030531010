import type { Text } from '../../../text/text.ts';

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
