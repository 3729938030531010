import { encryptionSupport } from '../../crypto/base/support.ts';

/** What keeps this browser from entering a class; null when nothing does. */
export function whyUnsupported(encrypted: boolean): 'insecure' | 'old' | null {
  const support = encryptionSupport();
  if (support === 'not-secure') return 'insecure';
  if (support === 'ok' || (support === 'no-encoded-transform' && !encrypted)) return null;
  return 'old';
}
