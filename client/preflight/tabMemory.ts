/**
 * What this tab remembers of a visit, in the history entry: it survives a reload and goes with the tab, and is not web storage.
 * The host secret is moved here from the address, so that the address bar shows the students' link: a teacher who copies it
 * does not hand out the class.
 */
type TabMemory = {
  /** base64url */
  readonly hostSecret?: string;
  /** Set while in the class: after a reload this tab enters again by itself. */
  readonly name?: string;
};

export function tabMemory(): TabMemory {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? (state as TabMemory) : {};
}

/** Changes what is remembered, and the address when `url` is given. An undefined item is forgotten. */
export function remember(change: { [K in keyof TabMemory]?: TabMemory[K] | undefined }, url = location.href): void {
  history.replaceState({ ...tabMemory(), ...change }, '', url);
}
