import type { GenericSchema } from 'valibot';

/**
 * One kind of what people seal for each other: a box opens as no other kind. `bytes`: the largest box, which is what the
 * server lets through. `shape`: what it is once decrypted; nothing else is taken from another browser.
 */
export type SealedKind<T> = { readonly name: string; readonly bytes: number; readonly shape: GenericSchema<unknown, T> };
