/** Limits that the server holds and the pages show or keep to. Here by themselves: this is in the pages' scripts. */
export const limits = {
  /** People in a class at once, of which whoever makes it says how many. */
  capacity: { least: 2, most: 60 },
  /** A sealed charter: title, rules and the door's key. In bytes. */
  charterBytes: 8_000,
  /** What people write together, in one class. Bytes are of ciphertext. */
  slates: {
    count: 64,
    itemBytes: 16_000,
    /** A snapshot comes in parts. */
    partBytes: 49_152,
    /** What is seen for a moment, and not kept. */
    glimpseBytes: 1_200,
    parts: 86,
    /** Of one slate, what may stand after its last snapshot. */
    items: 2_000,
    tailBytes: 2_000_000,
    /** All slates of a class. */
    totalBytes: 16_000_000,
    /** Beyond these, this part of them more is only for who holds the class: else what pupils wrote could be neither erased nor sealed. */
    reserve: 0.15,
    /** The keys that one person gives another at once. */
    keysBytes: 8_000,
  },
  /** What is handed out in one class, in sealed parts. How much fits is in the configuration. */
  files: {
    count: 256,
    /** Of one part, before it is sealed: all but the last have as much. */
    partBytes: 262_144,
    /** The same with its vector and tag (AES-GCM). */
    boxBytes: 262_172,
    parts: 1_024,
  },
} as const;
