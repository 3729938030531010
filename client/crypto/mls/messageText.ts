import { type MLSMessage, decodeMlsMessage, encodeMlsMessage } from 'ts-mls/message.js';
import { fromBase64url, toBase64url } from '../base/bytes.ts';

/** A message as it travels: an MLSMessage (RFC 9420, section 6) in base64url. */
export const writeMessage = (message: MLSMessage): string => toBase64url(encodeMlsMessage(message));

/** Reads a message, not yet believed; null when it is none. */
export const readMessage = (text: string): MLSMessage | null => {
  try {
    return decodeMlsMessage(fromBase64url(text), 0)?.[0] ?? null;
  } catch {
    return null;
  }
};
