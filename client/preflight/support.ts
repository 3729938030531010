/** What keeps this browser from entering an encrypted class; null when it can. */
export function whyUnsupported(encrypted: boolean): 'insecure' | 'encryption' | null {
  if (!window.isSecureContext) return 'insecure';
  if (!encrypted) return null;
  return 'RTCRtpScriptTransform' in window && 'subtle' in crypto ? null : 'encryption';
}
