/** What says under which address browsers reach the server. */
export type OriginSettings = {
  readonly host: string;
  readonly port: number;
  readonly publicOrigin?: string | undefined;
  readonly tls?: object | undefined;
};

/** An origin, as browsers write it. */
export const originOf = (secure: boolean, host: string, port: number): string =>
  new URL(`${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;

/** The address to give to people. `port`: the one that is listened on. */
export const ownOrigin = ({ publicOrigin, tls, host }: OriginSettings, port: number): string =>
  publicOrigin ?? originOf(tls !== undefined, host === '127.0.0.1' || host === '::1' ? 'localhost' : host, port);
