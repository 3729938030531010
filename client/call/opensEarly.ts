import type { ClassInfo } from '#protocol/http.ts';

type Opened = {
  readonly info: ClassInfo;
  readonly charter: { readonly encrypted: boolean };
  readonly hostSecret?: unknown;
};

/**
 * Whether the page before a class opens its connection while one reads: of a class that runs, for who comes with the students' link.
 * Of a class that is not encrypted, one reads that first.
 */
export const opensEarly = ({ info, charter, hostSecret }: Opened): boolean =>
  info.open && info.early && charter.encrypted && !hostSecret;
