import type { RefusalCode } from '#protocol/codes.ts';
import type { Source } from '#protocol/media.ts';
import { diagnose } from '../media/troubles.ts';
import { type Store, announce } from './store.ts';

/** Says why a source could not be turned on: the device, or the server. */
export const explain = (store: Store, source: Source, error: unknown): void => {
  const name = error instanceof DOMException ? error.name : '';
  // Closing the screen picker is a choice, not a fault.
  if (name === 'NotAllowedError' && source === 'screen') return;
  if (name || error instanceof TypeError) return announce(store, 'deviceFailed', { source, trouble: diagnose(error) });
  announce(store, 'refused', { source, code: (error as Error).message as RefusalCode });
};
