/** What a link says of its class. */
export type ClassLink = {
  readonly classId: string;
  /** The part after `#`, without it: the secret. Empty for a class that is not end-to-end encrypted. */
  readonly fragment: string;
};

const linkPath = /^\/c\/([A-Za-z0-9_-]{22})\/?$/;
/** The address of every class while it is open: it tells neither which one nor how to enter. */
export const classPagePath = '/c';

/**
 * Takes the link out of the address bar and of the tab's history, before anything else is done with it. Null when the address
 * is not a link.
 */
export const takeLink = (): ClassLink | null => {
  const classId = linkPath.exec(location.pathname)?.[1];
  if (classId === undefined) return null;
  const link = { classId, fragment: location.hash.slice(1) };
  history.replaceState(null, '', classPagePath);
  return link;
};

/** The link in an address of this server, null when it is none. */
export const linkIn = (address: string): ClassLink | null => {
  const { pathname, hash } = new URL(address);
  const classId = linkPath.exec(pathname)?.[1];
  return classId === undefined ? null : { classId, fragment: hash.slice(1) };
};
