import { signal } from '@preact/signals';

/** The server's own address, once it has said that this page was opened under another one. */
export const rightAddress = signal<string | null>(null);
