import { availableParallelism } from 'node:os';
import { hostIn, isLoopback } from './addresses.ts';

type Settings = {
  readonly http: { readonly port: number; readonly publicOrigin?: string | undefined };
  readonly media: {
    readonly portBase: number;
    readonly workers: number;
    readonly tcp: boolean;
    readonly announcedAddress?: string | undefined;
  };
};
type Fault = [path: string, message: string];

/** The media workers' ports go on from the first one: they must exist, and be nobody else's. */
const faultOfPorts = ({ http, media }: Settings): string | null => {
  const workers = media.workers || availableParallelism();
  const last = media.portBase + workers - 1;
  if (media.portBase === 0) return null;
  if (last > 65_535) return `leaves no room for ${workers} workers: take ${65_536 - workers} or less`;
  return media.tcp && http.port >= media.portBase && http.port <= last
    ? `and the ${workers} workers take the ports ${media.portBase} to ${last}, of which http.port is one: take others`
    : null;
};

/** What of the settings for media does not go with the others: the path and what to say of it. */
export const faultsOfMedia = (settings: Settings): Fault[] => {
  const { announcedAddress: announced } = settings.media;
  const { publicOrigin } = settings.http;
  const ports = faultOfPorts(settings);
  const nearOnly = announced !== undefined && isLoopback(announced) && publicOrigin && !isLoopback(hostIn(publicOrigin));
  return [
    ...(ports === null ? [] : [['media.portBase', ports] satisfies Fault]),
    ...(nearOnly
      ? [
          [
            'media.announcedAddress',
            `is ${announced}, which only this machine reaches: say the address that browsers send sound and pictures to`,
          ] satisfies Fault,
        ]
      : []),
  ];
};
