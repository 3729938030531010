/** The server's own secrets, by name. Made once, and the same from then on, whoever asks. */
export type Secrets = {
  /** The secret of this name; where there is none yet, what `make` gives. */
  keep(name: string, make: () => Uint8Array): Promise<Buffer>;
};
