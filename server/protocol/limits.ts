/** Limits that the server holds and the pages show or keep to. Here by themselves: this is in the pages' scripts. */
export const limits = {
  /** People in a class at once, of which whoever makes it says how many. */
  capacity: { least: 2, most: 60 },
  /** A sealed charter: title, rules and the door's key. In bytes. */
  charterBytes: 8_000,
} as const;
